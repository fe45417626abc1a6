using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>What a writer knows of one of its objects.</summary>
/// <param name="Name">Used once only.</param>
/// <param name="Value">Counts the changes.</param>
/// <param name="HasFinalizer">Whether a deletion waits for the finalizer to go.</param>
/// <param name="IsDeleting">Whether it was asked to go.</param>
/// <param name="Version">The resourceVersion of the last answer; null when the last answer named none.</param>
internal sealed record KilledObject(string Name, long Value, bool HasFinalizer, bool IsDeleting, string? Version)
{
    public const string Namespace = "kill-test";

    private const string Finalizer = "slipway.example.com/kill-test";

    public ObjectKey Key => new(Namespace, Name);

    public static KilledObject Of(KubeObject read) => new(
        read.Metadata.Name, ValueOf(read), read.Metadata.Finalizers.Length > 0, read.IsDeleting, read.Metadata.ResourceVersion);

    public static long ValueOf(KubeObject read) =>
        long.Parse((string)read.ToJsonObject()["data"]!["value"]!, CultureInfo.InvariantCulture);

    /// <summary>The object as it is sent; with <see cref="Version"/>, only that version is replaced.</summary>
    public JsonObject ToJson()
    {
        var metadata = new JsonObject { ["name"] = Name, ["namespace"] = Namespace };
        if (HasFinalizer)
        {
            metadata["finalizers"] = new JsonArray(Finalizer);
        }

        if (Version is not null)
        {
            metadata["resourceVersion"] = Version;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = metadata,
            ["data"] = new JsonObject { ["value"] = Value.ToString(CultureInfo.InvariantCulture), ["padding"] = new string('x', 500) },
        };
    }

    /// <summary>Whether both are the same state; versions count only when both are known.</summary>
    public bool IsSame(KilledObject? other) =>
        other is not null && (Version is null || other.Version is null || Version == other.Version) && this with { Version = null } == other with { Version = null };
}
