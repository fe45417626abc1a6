using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Conversion;

/// <summary>Has custom resources converted by the webhooks of their definitions.</summary>
internal sealed class WebhookConverter(WebhookCaller caller, IRandomSource random)
{
    // What kube-apiserver's client of conversion webhooks waits.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Objects of one kind in another version, in their order; one request for all.</summary>
    /// <param name="objects">The objects, none of them in the version wanted yet; not changed.</param>
    /// <param name="to">The resource at the version wanted.</param>
    /// <param name="webhook">What converts it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="KubeApiException">500: the webhook failed, or answered with something else than what was asked for.</exception>
    public async ValueTask<IReadOnlyList<JsonObject>> ConvertAsync(
        IReadOnlyList<JsonObject> objects, ResourceInfo to, ConversionWebhook webhook, CancellationToken cancellationToken)
    {
        var from = GroupVersionKind.Parse(objects[0].Text("apiVersion"), objects[0].Text("kind"));
        JsonArray converted;
        try
        {
            converted = await PostAsync(objects, to, webhook, cancellationToken);
        }
        catch (WebhookCallException e)
        {
            throw ApiErrors.Unclassified($"conversion webhook for {Text(from)} failed: {e.Message}");
        }

        if (converted.Count != objects.Count)
        {
            throw ApiErrors.Unclassified(
                $"conversion webhook for {Text(from)} returned {converted.Count} objects, expected {objects.Count}");
        }

        return [.. objects.Zip(converted, (original, result) => Accept(original, result, to, from))];
    }

    private static JsonObject Accept(JsonObject original, JsonNode? result, ResourceInfo to, GroupVersionKind from)
    {
        var head = $"conversion webhook for {Text(from)} returned invalid";
        var converted = result switch
        {
            JsonObject obj => obj,
            null => throw ApiErrors.Unclassified("unexpected end of JSON input"),
            _ => throw ApiErrors.Unclassified(GoDecoding.Cannot(result, "Go value", "map[string]interface {}")),
        };
        if (converted.Text("apiVersion") != to.Kind.ApiVersion)
        {
            throw ApiErrors.Unclassified(
                $"{head} object at index 0: invalid groupVersion (expected {to.Kind.ApiVersion}, received {converted.Text("apiVersion")})");
        }

        if (converted.Text("kind") != from.Kind)
        {
            throw ApiErrors.Unclassified(
                $"{head} object at index 0: invalid kind (expected {from.Kind}, received {converted.Text("kind")})");
        }

        try
        {
            ConvertedMetadata.CheckIdentity(original, converted);
        }
        catch (WebhookCallException e)
        {
            throw ApiErrors.Unclassified($"{head} object: {e.Message}");
        }

        try
        {
            ConvertedMetadata.Restore(original, converted);
            return converted.Copy();
        }
        catch (WebhookCallException e)
        {
            throw ApiErrors.Unclassified($"{head} metadata: {e.Message}");
        }
    }

    private static string Text(GroupVersionKind kind) => $"{kind.ApiVersion}, Kind={kind.Kind}";

    private async ValueTask<JsonArray> PostAsync(
        IReadOnlyList<JsonObject> objects, ResourceInfo to, ConversionWebhook webhook, CancellationToken cancellationToken)
    {
        if (webhook.ReviewVersion.Length == 0)
        {
            throw new WebhookCallException("no supported conversion review versions");
        }

        var client = webhook.Client ?? throw new WebhookCallException("webhook configuration must have either service or URL");
        var uid = random.NextGuid().ToString();
        var review = ConversionReviews.Write(webhook.ReviewVersion, uid, to.Kind.ApiVersion, objects);
        var form = new ReviewForm(ConversionReviews.Group, webhook.ReviewVersion, "ConversionReview");
        return ConversionReviews.Read(await caller.PostAsync(client, form, review, Timeout, cancellationToken), webhook.ReviewVersion, uid);
    }
}
