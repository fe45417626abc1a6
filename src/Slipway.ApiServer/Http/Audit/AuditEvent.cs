using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Audit;

/// <summary>What is told of one request.</summary>
/// <param name="id">Its <c>Audit-Id</c>.</param>
/// <param name="context">The request and its answer.</param>
/// <param name="exchange">What is known of it.</param>
/// <param name="received">When it came.</param>
internal sealed class AuditEvent(string id, HttpContext context, Exchange exchange, DateTimeOffset received)
{
    public string Id => id;

    /// <summary>The event as a line.</summary>
    /// <param name="stage"><c>ResponseStarted</c> or <c>ResponseComplete</c>.</param>
    /// <param name="now">When that was.</param>
    public ReadOnlyMemory<byte> ToLine(string stage, DateTimeOffset now)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, "Event"u8);
            json.WriteString("apiVersion"u8, "audit.k8s.io/v1"u8);
            json.WriteString("level"u8, "Metadata"u8);
            json.WriteString("auditID"u8, id);
            json.WriteString("stage"u8, stage);
            json.WriteString("requestURI"u8, context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "");
            json.WriteString("verb"u8, exchange.Verb);
            WriteUser(json, "user"u8, exchange.Authenticated ?? new RequestUser("", []));
            if (exchange.User is { } user && !ReferenceEquals(user, exchange.Authenticated))
            {
                WriteUser(json, "impersonatedUser"u8, user);
            }

            json.WriteStartArray("sourceIPs"u8);
            json.WriteStringValue(context.Connection.RemoteIpAddress?.ToString() ?? "");
            json.WriteEndArray();
            WriteIfSet(json, "userAgent"u8, context.Request.Headers.UserAgent.ToString());
            WriteObject(json);
            WriteResponse(json);
            json.WriteString("requestReceivedTimestamp"u8, Format(received));
            json.WriteString("stageTimestamp"u8, Format(now));
            WriteAnnotations(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    private static void WriteUser(Utf8JsonWriter json, ReadOnlySpan<byte> name, RequestUser user)
    {
        json.WriteStartObject(name);
        WriteIfSet(json, "username"u8, user.Name);
        WriteIfSet(json, "uid"u8, user.Uid);
        if (user.Groups.Length > 0)
        {
            json.WriteStartArray("groups"u8);
            foreach (var group in user.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
        }

        WriteExtra(json, user);
        json.WriteEndObject();
    }

    private static void WriteExtra(Utf8JsonWriter json, RequestUser user)
    {
        if (user.Extra.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("extra"u8);
        foreach (var (key, values) in user.Extra)
        {
            json.WriteStartArray(key);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private void WriteObject(Utf8JsonWriter json)
    {
        var path = exchange.Path;
        if (!path.IsResource)
        {
            return;
        }

        json.WriteStartObject("objectRef"u8);
        WriteIfSet(json, "resource"u8, path.Resource.Plural);
        WriteIfSet(json, "namespace"u8, path.Namespace);
        WriteIfSet(json, "name"u8, path.Name);
        WriteIfSet(json, "apiGroup"u8, path.Resource.Group);
        WriteIfSet(json, "apiVersion"u8, path.Resource.Version);
        WriteIfSet(json, "subresource"u8, path.Resource.Subresource);
        json.WriteEndObject();
    }

    private void WriteResponse(Utf8JsonWriter json)
    {
        json.WriteStartObject("responseStatus"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        if (exchange.Failure is { } failure)
        {
            json.WriteString("status"u8, "Failure"u8);
            var told = MayQuoteASecret(failure) ? failure with { Message = "", Details = null } : failure;
            WriteIfSet(json, "message"u8, told.Message);
            WriteIfSet(json, "reason"u8, told.Reason);
            if (told.Details is { } details)
            {
                KubeStatusJson.WriteDetails(json, details);
            }
        }

        json.WriteNumber("code"u8, context.Response.StatusCode);
        json.WriteEndObject();
    }

    // What cannot be decoded, or is not valid, is told to the client with the value that is wrong; of a patch it is the whole object.
    private bool MayQuoteASecret(KubeStatus failure) =>
        exchange.Path.Resource is { Group: "", Plural: "secrets" } && failure.Code is not (401 or 403 or 404 or 409);

    private void WriteAnnotations(Utf8JsonWriter json)
    {
        if (exchange.Audit?.ToList() is not { Count: > 0 } notes)
        {
            return;
        }

        json.WriteStartObject("annotations"u8);
        foreach (var (key, value) in notes)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
