using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Kubeadm;

/// <summary>One document of a kubeadm configuration file: reads of its fields that say which field is wrong.</summary>
/// <param name="Kind">Its version and kind.</param>
/// <param name="Body">The document.</param>
internal sealed record KubeadmDocument(GroupVersionKind Kind, JsonObject Body)
{
    public string? Text(params ReadOnlySpan<string> path) => Walk(path) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Wrong(path, "must be a text"),
    };

    public bool Flag(params ReadOnlySpan<string> path) => Walk(path) switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Wrong(path, "must be true or false"),
    };

    public bool Has(params ReadOnlySpan<string> path) => Walk(path) is not null;

    public JsonArray? List(params ReadOnlySpan<string> path) => Walk(path) switch
    {
        null => null,
        JsonArray list => list,
        _ => throw Wrong(path, "must be a list"),
    };

    /// <summary>Arguments such as kubeletExtraArgs: a map until v1beta3, a list of name and value from v1beta4 on.</summary>
    public ImmutableDictionary<string, string> Arguments(params ReadOnlySpan<string> path)
    {
        var asList = Kind.Version is not ("v1beta2" or "v1beta3");
        switch (Walk(path))
        {
            case null:
                return ImmutableDictionary<string, string>.Empty;
            case JsonObject map when !asList:
                return map.ToImmutableDictionary(a => a.Key, a => a.Value?.ToString() ?? "");
            case JsonArray list when asList:
                var arguments = ImmutableDictionary.CreateBuilder<string, string>();
                foreach (var item in list)
                {
                    var name = (item as JsonObject)?["name"]?.ToString() ?? throw Wrong(path, "every entry needs a name");
                    arguments[name] = item!["value"]?.ToString() ?? "";
                }

                return arguments.ToImmutable();
            default:
                throw Wrong(path, $"must be a {(asList ? "list of name and value" : "map")} in {Kind.Version}");
        }
    }

    /// <summary>The failure of kubeadm for a wrong field.</summary>
    public BootFailureException Wrong(ReadOnlySpan<string> path, string rule) => new(
        BootFailureReasons.InvalidKubeadmConfig,
        string.Create(CultureInfo.InvariantCulture, $"kubeadm refuses {Kind.Kind}: {string.Join('.', path)}: {rule}"));

    private JsonNode? Walk(ReadOnlySpan<string> path)
    {
        JsonNode? node = Body;
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }
}
