using Microsoft.AspNetCore.Http;
using Slipway.Cli.Plane;

namespace Slipway.Cli.Backup;

/// <summary>Serves backups of a running plane, to those who may <c>get</c> the path: administrators.</summary>
internal sealed class BackupAnswer(BackupWriter writer, DataDirectory directory)
{
    public const string Path = "/slipway/backup";

    public async Task SendAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var file = directory.NewWorkFile();
        try
        {
            await writer.WriteAsync(file, context.RequestAborted);
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read);
            context.Response.ContentType = "application/x-tar";
            context.Response.ContentLength = content.Length;
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
