/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lets the GPU turn the three planes of a picture into colours: uploading them as they are is all
 * that is left for the processor. It must not know widgets.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-painter.h"

#include <epoxy/gl.h>

struct _BwVideoPainter {
  GLuint program;
  GLuint vertices; /* core profiles draw nothing without, even where there is nothing in it */
  GLuint planes[3];
  GLint reach;
  guint width; /* of what was uploaded last; 0 at first */
  guint height;
};

/* One word for three dialects: GLSL 1.30, 1.50 and ES 3.00. */
static const char vertex_source[] =
    "out vec2 place;\n"
    "void main () {\n"
    "  place = vec2 (float (gl_VertexID & 1), float (gl_VertexID >> 1));\n"
    "  gl_Position = vec4 (2.0 * place.x - 1.0, 1.0 - 2.0 * place.y, 0.0, 1.0);\n"
    "}\n";

/* BT.601, limited range: 16 is black, 235 white; reach is what a picture of odd length uses of its
 * last column and line of colour. */
static const char fragment_source[] =
    "in vec2 place;\n"
    "out vec4 pixel;\n"
    "uniform sampler2D plane_y;\n"
    "uniform sampler2D plane_u;\n"
    "uniform sampler2D plane_v;\n"
    "uniform vec2 reach;\n"
    "void main () {\n"
    "  float y = (texture (plane_y, place).r - 16.0 / 255.0) * 255.0 / 219.0;\n"
    "  float u = (texture (plane_u, place * reach).r - 128.0 / 255.0) * 255.0 / 224.0;\n"
    "  float v = (texture (plane_v, place * reach).r - 128.0 / 255.0) * 255.0 / 224.0;\n"
    "  pixel = vec4 (y + 1.402 * v, y - 0.344136 * u - 0.714136 * v, y + 1.772 * u, 1.0);\n"
    "}\n";

static const char *
get_dialect (GdkGLContext *context)
{
  if (gdk_gl_context_get_use_es (context))
    return "#version 300 es\nprecision highp float;\n";
  return gdk_gl_context_is_legacy (context) ? "#version 130\n" : "#version 150\n";
}

static gboolean
is_capable (GdkGLContext *context, GError **error)
{
  int major;
  int minor;

  gdk_gl_context_get_version (context, &major, &minor);
  if (major >= 3)
    return TRUE;
  g_set_error (error, GDK_GL_ERROR, GDK_GL_ERROR_UNSUPPORTED_PROFILE, "GL is %d.%d", major, minor);
  return FALSE;
}

static GLuint
compile (GLenum type, const char *dialect, const char *source, GError **error)
{
  const char *parts[] = { dialect, source };
  GLuint shader = glCreateShader (type);
  char log[512] = "";
  GLint compiled;

  glShaderSource (shader, G_N_ELEMENTS (parts), parts, NULL);
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &compiled);
  if (compiled == GL_TRUE)
    return shader;
  glGetShaderInfoLog (shader, sizeof log, NULL, log);
  g_set_error_literal (error, GDK_GL_ERROR, GDK_GL_ERROR_COMPILATION_FAILED, log);
  glDeleteShader (shader);
  return 0;
}

static GLuint
link_program (GLuint vertex, GLuint fragment, GError **error)
{
  GLuint program = glCreateProgram ();
  char log[512] = "";
  GLint linked;

  glAttachShader (program, vertex);
  glAttachShader (program, fragment);
  glLinkProgram (program);
  glGetProgramiv (program, GL_LINK_STATUS, &linked);
  if (linked == GL_TRUE)
    return program;
  glGetProgramInfoLog (program, sizeof log, NULL, log);
  g_set_error_literal (error, GDK_GL_ERROR, GDK_GL_ERROR_LINK_FAILED, log);
  glDeleteProgram (program);
  return 0;
}

static GLuint
build_program (GdkGLContext *context, GError **error)
{
  const char *dialect = get_dialect (context);
  GLuint vertex = compile (GL_VERTEX_SHADER, dialect, vertex_source, error);
  GLuint fragment = vertex ? compile (GL_FRAGMENT_SHADER, dialect, fragment_source, error) : 0;
  GLuint program = fragment ? link_program (vertex, fragment, error) : 0;

  glDeleteShader (vertex);
  glDeleteShader (fragment);
  return program;
}

static void
set_up_planes (BwVideoPainter *self)
{
  const char *names[] = { "plane_y", "plane_u", "plane_v" };

  glUseProgram (self->program);
  glGenTextures (G_N_ELEMENTS (self->planes), self->planes);
  for (guint i = 0; i < G_N_ELEMENTS (self->planes); i++) {
    glUniform1i (glGetUniformLocation (self->program, names[i]), (GLint) i);
    glBindTexture (GL_TEXTURE_2D, self->planes[i]);
    glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  }
  self->reach = glGetUniformLocation (self->program, "reach");
}

/* Of a new size the textures are made anew; else what is in them is written over. */
static void
upload_plane (const BwVideoPlanes *planes, guint index, gboolean is_new_size)
{
  guint half = index > 0;
  GLsizei width = (GLsizei) ((planes->width + half) >> half);
  GLsizei height = (GLsizei) ((planes->height + half) >> half);

  glPixelStorei (GL_UNPACK_ROW_LENGTH, (GLint) planes->stride[index]);
  if (is_new_size)
    glTexImage2D (GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE,
                  planes->data[index]);
  else
    glTexSubImage2D (GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RED, GL_UNSIGNED_BYTE,
                     planes->data[index]);
}

static float
get_reach (guint length)
{
  return (float) length / (float) (length + length % 2);
}

BwVideoPainter *
bw_video_painter_new (GdkGLContext *context, GError **error)
{
  GLuint program = is_capable (context, error) ? build_program (context, error) : 0;
  BwVideoPainter *self;

  if (program == 0)
    return NULL;
  self = g_new0 (BwVideoPainter, 1);
  self->program = program;
  glGenVertexArrays (1, &self->vertices);
  set_up_planes (self);
  return self;
}

void
bw_video_painter_free (BwVideoPainter *self)
{
  glDeleteTextures (G_N_ELEMENTS (self->planes), self->planes);
  glDeleteVertexArrays (1, &self->vertices);
  glDeleteProgram (self->program);
  g_free (self);
}

void
bw_video_painter_upload (BwVideoPainter *self, BwVideoFrame *frame)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
  gboolean is_new_size = self->width != planes->width || self->height != planes->height;

  glPixelStorei (GL_UNPACK_ALIGNMENT, 1);
  for (guint i = 0; i < G_N_ELEMENTS (self->planes); i++) {
    glBindTexture (GL_TEXTURE_2D, self->planes[i]);
    upload_plane (planes, i, is_new_size);
  }
  glPixelStorei (GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 4);
  self->width = planes->width;
  self->height = planes->height;
}

void
bw_video_painter_draw (BwVideoPainter *self)
{
  if (self->width == 0)
    return;
  glUseProgram (self->program);
  glUniform2f (self->reach, get_reach (self->width), get_reach (self->height));
  for (guint i = 0; i < G_N_ELEMENTS (self->planes); i++) {
    glActiveTexture (GL_TEXTURE0 + i);
    glBindTexture (GL_TEXTURE_2D, self->planes[i]);
  }
  glActiveTexture (GL_TEXTURE0);
  glDisable (GL_BLEND);
  glBindVertexArray (self->vertices);
  glDrawArrays (GL_TRIANGLE_STRIP, 0, 4);
  glBindVertexArray (0);
}

gboolean
bw_video_painter_is_software (void)
{
  const char *slow[] = { "llvmpipe", "softpipe", "SwiftShader", "Software Rasterizer" };
  const char *renderer = (const char *) glGetString (GL_RENDERER);

  for (guint i = 0; renderer != NULL && i < G_N_ELEMENTS (slow); i++)
    if (g_strstr_len (renderer, -1, slow[i]) != NULL)
      return TRUE;
  return renderer == NULL;
}
