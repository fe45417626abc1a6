using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Webhooks;

/// <summary>What Kubernetes' client makes of an answer whose HTTP status is a failure.</summary>
internal static class UnexpectedAnswers
{
    private const int MaxTextBytes = 2048;

    public static string Read(int code, string mediaType, ReadOnlyMemory<byte> body)
    {
        if (body.Length > 0 && mediaType.EndsWith("json", StringComparison.Ordinal)
            && FailureMessage(body) is { } message)
        {
            return message;
        }

        var isText = mediaType.Length == 0 || mediaType.StartsWith("text/", StringComparison.Ordinal);
        var text = isText ? Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxTextBytes)]).Trim() : "unknown";
        return MessageOf(code, text);
    }

    // A Status that tells of a failure is believed, whatever it says.
    private static string? FailureMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonTreeReader.Read(body.Span) is JsonObject status && status.Text("status") == "Failure"
                && status.Text("kind") is "" or "Status" && status.Text("apiVersion") is "" or "v1"
                ? status.Text("message")
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string MessageOf(int code, string text) => code switch
    {
        409 => "the server reported a conflict",
        404 => "the server could not find the requested resource",
        400 => "the server rejected our request for an unknown reason",
        401 => "the server has asked for the client to provide credentials",
        403 or 415 => text,
        406 when text is not ("" or "unknown") => text,
        406 => "the server was unable to respond with a content type that the client supports",
        405 => "the server does not allow this method on the requested resource",
        422 => "the server rejected our request due to an error in our request",
        503 => "the server is currently unable to handle the request",
        504 => "the server was unable to return a response in the time allotted, but may still be processing the request",
        429 => "the server has received too many requests and has asked us to try again later",
        >= 500 => $"an error on the server ({GoText.Quote(text)}) has prevented the request from succeeding",
        _ => $"the server responded with the status code {code} but did not return more information",
    };
}
