using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>The versions of AdmissionReview that a webhook may name.</summary>
internal static class ReviewVersionChecks
{
    private const string Known = "v1, v1beta1";

    /// <summary>Adds what is wrong with a webhook's <c>admissionReviewVersions</c>.</summary>
    public static void Check(JsonObject webhook, string path, List<FieldError> errors)
    {
        const string Field = "admissionReviewVersions";
        var versions = webhook.Texts(Field).ToList();
        if (versions.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.{Field}", $"must specify one of {Known}"));
            return;
        }

        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            errors.AddRange(versions.IndexOf(version) < i
                ? [FieldError.Invalid($"{path}.{Field}[{i}]", version, "duplicate version")]
                : NameSyntax.Errors(version, NameRule.Label1035).Select(e => FieldError.Invalid($"{path}.{Field}[{i}]", version, e)));
        }

        if (!versions.Exists(v => v is "v1" or "v1beta1"))
        {
            errors.Add(FieldError.Invalid($"{path}.{Field}", webhook[Field]!.DeepClone(), $"must include at least one of {Known}"));
        }
    }
}
