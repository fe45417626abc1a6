using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks of how objects are converted between versions (<c>spec.conversion</c>).</summary>
internal static class ConversionChecks
{
    private static readonly string[] ReviewVersions = ["v1", "v1beta1"];

    /// <summary>Adds what is wrong.</summary>
    public static void Validate(JsonObject conversion, bool requiresKnownReview, List<FieldError> errors)
    {
        var strategy = conversion.Text("strategy");
        if (strategy is not ("None" or "Webhook"))
        {
            errors.Add(strategy.Length == 0
                ? FieldError.Required("spec.conversion.strategy")
                : FieldError.NotSupported("spec.conversion.strategy", strategy, ["None", "Webhook"]));
        }

        const string Client = "spec.conversion.webhookClientConfig";
        const string Reviews = "spec.conversion.conversionReviewVersions";
        var webhook = conversion.Map("webhook");
        var config = webhook?.Map("clientConfig");
        var versions = webhook?.Texts("conversionReviewVersions").ToList() ?? [];
        if (strategy != "Webhook")
        {
            const string NotNow = "should not be set when strategy is not set to Webhook";
            if (config is not null)
            {
                errors.Add(FieldError.Forbidden(Client, NotNow));
            }

            if (versions.Count > 0)
            {
                errors.Add(FieldError.Forbidden(Reviews, NotNow));
            }

            return;
        }

        if (config is null)
        {
            errors.Add(FieldError.Required(Client, "required when strategy is set to Webhook"));
        }
        else
        {
            WebhookClientChecks.Check(config, Client, errors);
        }

        ValidateReviewVersions(versions, Reviews, requiresKnownReview, errors);
    }

    /// <summary>Whether the versions of the review name one that is understood, or none at all.</summary>
    public static bool HasKnownReviewOrNone(JsonObject? conversion) =>
        conversion?.Map("webhook")?.Texts("conversionReviewVersions").ToList() is not { Count: > 0 } versions || versions.Exists(ReviewVersions.Contains);

    private static void ValidateReviewVersions(List<string> versions, string path, bool requiresKnown, List<FieldError> errors)
    {
        if (versions.Count == 0)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        for (var i = 0; i < versions.Count; i++)
        {
            if (versions.IndexOf(versions[i]) < i)
            {
                errors.Add(FieldError.Invalid($"{path}[{i}]", versions[i], "duplicate version"));
                continue;
            }

            errors.AddRange(NameSyntax.Errors(versions[i], NameRule.Label1035).Select(e => FieldError.Invalid($"{path}[{i}]", versions[i], e)));
        }

        if (requiresKnown && !versions.Exists(ReviewVersions.Contains))
        {
            errors.Add(FieldError.Invalid(
                path, new JsonArray([.. versions.Select(v => (JsonNode)v)]), $"must include at least one of {string.Join(", ", ReviewVersions)}"));
        }
    }
}
