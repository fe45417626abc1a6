using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Webhooks;

/// <summary>
/// Reads what a webhook answered as kube-apiserver's client does: as JSON, or else as YAML, of a kind that it knows, each field of the
/// type that it should have.
/// </summary>
internal static class ReviewReader
{
    private const string TypeMetaError = "couldn't get version/kind; json parse error: ";

    // Where upstream's client registers the reviews.
    private const string Scheme = "k8s.io/apiserver/pkg/util/webhook/client.go:71";

    /// <exception cref="WebhookCallException">It cannot be decoded as a review.</exception>
    public static JsonObject Read(ReadOnlyMemory<byte> body, ReviewForm form)
    {
        var review = Parse(body) switch
        {
            null => [],
            JsonObject obj => obj,
            var other => throw new WebhookCallException(TypeMetaError + GoDecoding.NotAnObject(other)),
        };
        CheckKind(review, form);
        return GoDecoding.FirstError(review, KubernetesFacts.Shared.Reviews.Find($"{form.Version}.{form.Kind}")!) is { } error
            ? throw new WebhookCallException(error)
            : review;
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> body)
    {
        var isJson = body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        try
        {
            return isJson ? JsonTreeReader.Read(body.Span) : KubeYaml.Parse(Encoding.UTF8.GetString(body.Span));
        }
        catch (JsonException e)
        {
            throw new WebhookCallException(TypeMetaError + (GoJson.Error(body.Span) ?? e.Message), e);
        }
        catch (YamlFormatException e)
        {
            throw new WebhookCallException($"error converting YAML to JSON: {e.Message}", e);
        }
    }

    // What names no kind or version is taken for the one that was sent.
    private static void CheckKind(JsonObject review, ReviewForm form)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (review[name] is { } value && value.GetValueKind() != JsonValueKind.String)
            {
                throw new WebhookCallException(TypeMetaError + GoDecoding.Cannot(value, $"Go struct field .{name}", "string"));
            }
        }

        var apiVersion = review.Text("apiVersion") is { Length: > 0 } named ? named : form.ApiVersion;
        var kind = review.Text("kind") is { Length: > 0 } given ? given : form.Kind;
        if (apiVersion == form.ApiVersion && kind == form.Kind)
        {
            return;
        }

        throw new WebhookCallException(
            apiVersion.AsSpan().Count('/') > 1 ? $"unexpected GroupVersion string: {apiVersion}"
            : form.Knows(apiVersion, kind)
                ? $"converting ({GroupVersionKind.Parse(apiVersion, kind).Version}.{kind}) to ({form.Version}.{form.Kind}): unknown conversion"
            : $"no kind \"{kind}\" is registered for version \"{apiVersion}\" in scheme \"{Scheme}\"");
    }
}
