using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Webhooks;

namespace Slipway.ApiServer.Conversion;

/// <summary>What converts a custom resource between its versions (<c>spec.conversion</c> of strategy Webhook).</summary>
/// <param name="Client">How it is reached; null when its configuration cannot be called.</param>
/// <param name="ReviewVersion">The version of ConversionReview that it is sent, the first that is known here; empty when none is.</param>
internal sealed record ConversionWebhook(WebhookClientConfig? Client, string ReviewVersion)
{
    /// <summary>The webhook of a CustomResourceDefinition's spec; null when only <c>apiVersion</c> changes.</summary>
    public static ConversionWebhook? Read(JsonObject spec)
    {
        if (spec.Map("conversion") is not { } conversion || conversion.Text("strategy") != "Webhook")
        {
            return null;
        }

        var webhook = conversion.Map("webhook") ?? [];
        return new ConversionWebhook(
            WebhookClientConfig.Read(webhook.Map("clientConfig")),
            webhook.Texts("conversionReviewVersions").FirstOrDefault(v => v is "v1" or "v1beta1") ?? "");
    }
}
