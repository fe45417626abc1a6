using System.Buffers;
using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Webhooks;

/// <summary>Answers the reviews of <c>admission.k8s.io/v1</c> that a real Kubernetes sends to the rules' webhooks.</summary>
/// <param name="rules">The rules; an API server brings objects into the version they are written for.</param>
/// <param name="objects">From where rules read other objects.</param>
internal sealed class AdmissionReviewer(AdmissionRules rules, IObjectFinder objects)
{
    /// <summary>The review with its answer.</summary>
    /// <param name="webhook">The webhook that is asked.</param>
    /// <param name="review">The review as it came.</param>
    /// <param name="cancellationToken">Ends the reading of other objects.</param>
    /// <exception cref="FormatException">It is no review that could be answered; the message says what is missing.</exception>
    public async Task<JsonObject> AnswerAsync(RulesWebhook webhook, JsonObject review, CancellationToken cancellationToken)
    {
        var request = review["request"] as JsonObject ?? throw new FormatException("the review has no request");
        var obj = request["object"] as JsonObject ?? throw new FormatException("the request has no object");
        var old = request["oldObject"] as JsonObject;
        var dryRun = request["dryRun"] is JsonValue value && value.TryGetValue<bool>(out var given) && given;
        var response = webhook switch
        {
            { Mutates: true } => Default(webhook, obj, old, dryRun),
            { Subresource: "scale" } => Answer(await ScaleAsync(webhook, obj, cancellationToken)),
            _ => Answer(await ValidateAsync(webhook, obj, old, dryRun, cancellationToken)),
        };
        response["uid"] = request["uid"]?.DeepClone();
        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["response"] = response };

        JsonObject Answer(AdmissionVerdict verdict)
        {
            var refusal = verdict.Refusal(webhook.Type.Kind.GroupKind, (string?)obj["metadata"]?["name"] ?? "");
            var answer = refusal is null ? Allowed() : Refused(refusal);
            if (verdict.Warnings.Count > 0)
            {
                answer["warnings"] = new JsonArray([.. verdict.Warnings.Select(w => JsonValue.Create(w))]);
            }

            return answer;
        }
    }

    private static JsonObject Allowed() =>
        new() { ["allowed"] = true, ["status"] = new JsonObject { ["metadata"] = new JsonObject(), ["code"] = 200 } };

    private static JsonObject Refused(KubeStatus status)
    {
        var json = new ArrayBufferWriter<byte>();
        KubeStatusJson.Write(json, status);
        return new JsonObject { ["allowed"] = false, ["status"] = JsonNode.Parse(json.WrittenSpan) };
    }

    private JsonObject Default(RulesWebhook webhook, JsonObject obj, JsonObject? old, bool dryRun)
    {
        var wanted = (JsonObject)obj.DeepClone();
        if (rules.Default(webhook.Type.Kind, wanted, old, dryRun) is { } denial)
        {
            return Refused(denial);
        }

        var response = Allowed();
        if (ObjectDifference.Between(obj, wanted) is { Count: > 0 } patch)
        {
            response["patchType"] = "JSONPatch";
            response["patch"] = Convert.ToBase64String(KubeJson.ToUtf8(patch));
        }

        return response;
    }

    private async ValueTask<AdmissionVerdict> ValidateAsync(
        RulesWebhook webhook, JsonObject obj, JsonObject? old, bool dryRun, CancellationToken cancellationToken)
    {
        var kind = webhook.Type.Kind;
        var referenced = rules.ReferenceOf(kind, obj) is { } reference ? await objects.FindAsync(reference, cancellationToken) : null;
        return rules.Validate(kind, old is null ? AdmissionVerb.Create : AdmissionVerb.Update, obj, old, dryRun, referenced);
    }

    // The review holds a Scale, which tells no more than the number.
    private async ValueTask<AdmissionVerdict> ScaleAsync(RulesWebhook webhook, JsonObject scale, CancellationToken cancellationToken)
    {
        var key = new ObjectKey((string?)scale["metadata"]?["namespace"] ?? "", (string?)scale["metadata"]?["name"] ?? "");
        if (await objects.FindAsync(new ObjectReference(webhook.Type, key), cancellationToken) is not { } scaled)
        {
            throw new FormatException($"{webhook.Type.Kind.Kind} {key} does not exist");
        }

        scaled["spec"]!["replicas"] = scale["spec"]?["replicas"]?.DeepClone() ?? 0;
        return rules.ValidateScale(webhook.Type.Kind, scaled);
    }
}
