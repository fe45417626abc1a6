using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>What a webhook answered, checked against what it was asked.</summary>
internal sealed class AdmissionAnswer
{
    private readonly JsonObject _response;
    private readonly string _version;

    private AdmissionAnswer(JsonObject response, string version) => (_response, _version) = (response, version);

    public bool IsAllowed => _response.IsTrue("allowed");

    public IEnumerable<string> Warnings => _response.Texts("warnings");

    /// <summary>What it wants noted for the audit log.</summary>
    public IEnumerable<(string Key, string Value)> AuditAnnotations =>
        (_response.Map("auditAnnotations") ?? []).Select(note => (note.Key, (note.Value as JsonValue)?.TryGetValue<string>(out var text) == true ? text : ""));

    /// <summary>Reads an answer.</summary>
    /// <param name="review">The webhook's answer.</param>
    /// <param name="version">The version of AdmissionReview that it was sent.</param>
    /// <param name="uid">The UID that it was sent; only answers of v1 must have it.</param>
    /// <param name="mutates">Whether a patch is welcome.</param>
    /// <exception cref="WebhookCallException">It is not an answer to what was asked.</exception>
    public static AdmissionAnswer Read(JsonObject review, string version, string uid, bool mutates)
    {
        var response = review.Map("response") ?? throw new WebhookCallException("webhook response was absent");
        if (version == "v1")
        {
            CheckIdentity(review, response, uid);
            CheckPatch(response, mutates);
        }

        return new AdmissionAnswer(response, version);
    }

    /// <summary>The patch as it was written, an empty one as null.</summary>
    /// <exception cref="WebhookCallException">It is no JSON, or of a type that is not known.</exception>
    public JsonNode? Patch()
    {
        if (_response.Text("patch") is not { Length: > 0 } encoded)
        {
            return null;
        }

        // In v1beta1 there was no other.
        if (_version == "v1" && _response.Text("patchType") is { } type and not ("" or "JSONPatch"))
        {
            throw new WebhookCallException($"unsupported patch type {GoText.Quote(type)}");
        }

        var text = Convert.FromBase64String(encoded);
        try
        {
            return JsonTreeReader.Read(text) switch
            {
                null or JsonArray { Count: 0 } => null,
                JsonArray operations => operations.FirstOrDefault(o => o is not (null or JsonObject)) is { } odd
                    ? throw Undecodable(GoDecoding.Cannot(odd, "Go value", "jsonpatch.Operation"))
                    : operations,
                var other => throw Undecodable(GoDecoding.Cannot(other, "Go value", "jsonpatch.Patch")),
            };
        }
        catch (JsonException e)
        {
            throw Undecodable(GoJson.Error(text) ?? e.Message);
        }
    }

    /// <summary>The refusal as the client is told it: the webhook's own status, under its name.</summary>
    public KubeStatus Refusal(string webhook)
    {
        var result = _response.Map("status") ?? [];
        result["kind"] = "Status";
        var status = KubeStatusJson.Read(Encoding.UTF8.GetBytes(result.ToJsonString()), httpCode: 400);
        var denied = $"admission webhook {GoText.Quote(webhook)} denied the request";
        return status with
        {
            Code = Math.Max(status.Code, 400),
            Message = status.Message.Length > 0 ? $"{denied}: {status.Message}"
                : status.Reason.Length > 0 ? $"{denied}: {status.Reason}"
                : $"{denied} without explanation",
        };
    }

    private static WebhookCallException Undecodable(string why) => new($"received undecodable patch in webhook response: {why}");

    private static void CheckIdentity(JsonObject review, JsonObject response, string uid)
    {
        if (response.Text("uid") != uid)
        {
            throw new WebhookCallException($"expected response.uid={GoText.Quote(uid)}, got {GoText.Quote(response.Text("uid"))}");
        }

        var (apiVersion, kind) = (review.Text("apiVersion"), review.Text("kind"));
        if (apiVersion != $"{AdmissionReviews.Group}/v1" || kind != "AdmissionReview")
        {
            var found = apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : $"/{apiVersion}";
            throw new WebhookCallException(
                $"expected webhook response of {AdmissionReviews.Group}/v1, Kind=AdmissionReview, got {found}, Kind={kind}");
        }
    }

    private static void CheckPatch(JsonObject response, bool mutates)
    {
        var (hasPatch, hasType) = (response.Text("patch").Length > 0, response["patchType"] is not null);
        var wrong = (mutates, hasPatch, hasType) switch
        {
            (true, true, false) => "webhook returned response.patch but not response.patchType",
            (true, false, true) => "webhook returned response.patchType but not response.patch",
            (true, true, true) when response.Text("patchType").Length == 0 => "webhook returned invalid response.patchType of \"\"",
            (false, true, _) => "validating webhook may not return response.patch",
            (false, _, true) => "validating webhook may not return response.patchType",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new WebhookCallException(wrong);
        }
    }
}
