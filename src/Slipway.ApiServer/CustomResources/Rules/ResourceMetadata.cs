using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>What rules see of every object, whatever its schema says: kind, apiVersion, and of the metadata the name alone.</summary>
internal static class ResourceMetadata
{
    private const int MaxName = 253;

    private static readonly Schema Text = Schema.FromJson(new JsonObject { ["type"] = "string" });

    private static readonly Schema Metadata = Make(MaxName, MaxName - 1);

    /// <summary>The schema of one of these fields; null for any other field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="owner">The schema of the object, which may allow shorter names only.</param>
    public static Schema? Find(string field, Schema owner) => field switch
    {
        "kind" or "apiVersion" => Text,
        "metadata" => Of(owner),
        _ => null,
    };

    private static Schema Of(Schema owner)
    {
        var given = owner.Properties.TryGetValue("metadata", out var metadata) ? metadata.Properties : null;
        var (name, prefix) = (LengthOf("name", MaxName), LengthOf("generateName", MaxName - 1));
        return (name, prefix) == (MaxName, MaxName - 1) ? Metadata : Make(name, prefix);

        long LengthOf(string field, long most) =>
            given is not null && given.TryGetValue(field, out var schema) && schema.Limits.MaxLength is { } length ? Math.Min(length, most) : most;
    }

    private static Schema Make(long name, long prefix) => Schema.FromJson(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = name },
            ["generateName"] = new JsonObject { ["type"] = "string", ["maxLength"] = prefix },
        },
    });
}
