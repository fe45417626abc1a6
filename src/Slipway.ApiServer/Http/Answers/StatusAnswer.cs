using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Tells a failure.</summary>
internal static class StatusAnswer
{
    public static async Task SendAsync(HttpResponse response, KubeStatus status)
    {
        var body = new ArrayBufferWriter<byte>(512);
        KubeStatusJson.Write(body, status);
        response.Prepare(status.Code, "application/json");
        if (status.Details is { RetryAfterSeconds: > 0 and var seconds })
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
    }
}
