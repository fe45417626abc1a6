using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api.Admission;

namespace Slipway.Cli.Webhooks;

/// <summary>By what a real Kubernetes knows the webhooks of rules and of conversion.</summary>
internal static class WebhookConfigurations
{
    /// <summary>Name of both objects.</summary>
    public const string Name = "slipway";

    private const string ApiVersion = "admissionregistration.k8s.io/v1";

    /// <summary>The MutatingWebhookConfiguration.</summary>
    /// <param name="webhooks">The webhooks; those that set defaults are chosen.</param>
    /// <param name="server">Where they are served; each has its path there.</param>
    /// <param name="authorityPem">The certificates by which the server is trusted.</param>
    public static JsonObject Mutating(IEnumerable<RulesWebhook> webhooks, Uri server, string authorityPem) =>
        Configuration("MutatingWebhookConfiguration", webhooks.Where(w => w.Mutates), server, authorityPem);

    /// <summary>The ValidatingWebhookConfiguration.</summary>
    /// <inheritdoc cref="Mutating"/>
    public static JsonObject Validating(IEnumerable<RulesWebhook> webhooks, Uri server, string authorityPem) =>
        Configuration("ValidatingWebhookConfiguration", webhooks.Where(w => !w.Mutates), server, authorityPem);

    /// <summary>The <c>spec.conversion</c> of CustomResourceDefinitions.</summary>
    /// <param name="server">Where the conversion webhook is served.</param>
    /// <param name="authorityPem">The certificates by which the server is trusted.</param>
    public static JsonObject Conversion(Uri server, string authorityPem) => new()
    {
        ["strategy"] = "Webhook",
        ["webhook"] = new JsonObject
        {
            ["clientConfig"] = Client(server, ConversionReviewer.Path, authorityPem),
            ["conversionReviewVersions"] = new JsonArray("v1"),
        },
    };

    private static JsonObject Configuration(string kind, IEnumerable<RulesWebhook> webhooks, Uri server, string authorityPem) => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["webhooks"] = new JsonArray([.. webhooks.Select(w => Webhook(w, server, authorityPem))]),
    };

    private static JsonObject Webhook(RulesWebhook webhook, Uri server, string authorityPem) => new()
    {
        ["name"] = webhook.Name,
        ["clientConfig"] = Client(server, webhook.Path, authorityPem),
        ["rules"] = new JsonArray(Rule(webhook)),
        ["failurePolicy"] = "Fail",
        ["matchPolicy"] = "Equivalent",
        ["sideEffects"] = "None",
        ["admissionReviewVersions"] = new JsonArray("v1"),
    };

    private static JsonObject Client(Uri server, string path, string authorityPem) => new()
    {
        ["url"] = new Uri(server, path).AbsoluteUri,
        ["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem)),
    };

    private static JsonObject Rule(RulesWebhook webhook)
    {
        var isScale = webhook.Subresource.Length > 0;
        return new JsonObject
        {
            ["apiGroups"] = new JsonArray(webhook.Type.Kind.Group),
            ["apiVersions"] = new JsonArray(webhook.Type.Kind.Version),
            ["operations"] = isScale ? new JsonArray("UPDATE") : new JsonArray("CREATE", "UPDATE"),
            ["resources"] = new JsonArray(isScale ? $"{webhook.Type.Plural}/{webhook.Subresource}" : webhook.Type.Plural),
        };
    }
}
