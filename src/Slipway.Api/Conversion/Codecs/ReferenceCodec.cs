using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>
/// A reference by group, kind and name. Older versions name a version of the kind and the namespace, which is always the object's own.
/// </summary>
internal sealed class ReferenceCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context)
    {
        if (value is not JsonObject reference)
        {
            return null;
        }

        var kind = reference["kind"].AsText();
        var older = new JsonObject();
        Set(older, "apiVersion", context.ApiVersionOf(new GroupKind(reference["apiGroup"].AsText() ?? "", kind ?? "")));
        Set(older, "kind", kind);
        Set(older, "name", reference["name"].AsText());
        Set(older, "namespace", context.Namespace);
        return older;
    }

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context)
    {
        if (value is not JsonObject reference)
        {
            return null;
        }

        var apiVersion = reference["apiVersion"].AsText() ?? "";
        var newer = new JsonObject();
        Set(newer, "apiGroup", apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : null);
        Set(newer, "kind", reference["kind"].AsText());
        Set(newer, "name", reference["name"].AsText());
        return newer.Count > 0 ? newer : null;
    }

    private static void Set(JsonObject obj, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            obj[name] = value;
        }
    }
}
