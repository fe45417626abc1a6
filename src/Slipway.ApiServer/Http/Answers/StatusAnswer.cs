using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Tells a failure.</summary>
internal static class StatusAnswer
{
    private static readonly GroupVersionKind StatusKind = new("", "v1", "Status");

    public static async Task SendAsync(HttpContext context, KubeStatus status)
    {
        if (ReferenceEquals(status.Message, ApiErrors.PageNotFoundText))
        {
            await context.Response.SendTextAsync(status.Code, status.Message + "\n", context.RequestAborted);
            return;
        }

        var body = new ArrayBufferWriter<byte>(512);
        KubeStatusJson.Write(body, status);
        var response = context.Response;
        if (status.Details is { RetryAfterSeconds: > 0 and var seconds })
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var format = ResponseFormat.ForFailure(context.Request.Headers.Accept.ToString());
        await response.SendAsync(status.Code, StatusKind, body.WrittenMemory, format, context.RequestAborted);
    }
}
