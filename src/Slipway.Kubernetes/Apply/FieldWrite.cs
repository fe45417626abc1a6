using System.Text.Json.Nodes;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubernetes.Apply;

/// <summary>Who writes an object, through what, and when.</summary>
/// <param name="Manager">The request's field manager.</param>
/// <param name="ApiVersion">Version of the API that the objects are in.</param>
/// <param name="Now">The time to stamp.</param>
public sealed record FieldWrite(string Manager, string ApiVersion, DateTimeOffset Now)
{
    /// <summary>Subresource written, such as <c>status</c>; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>
    /// Fields that this endpoint resets, so that nobody comes to own them through it: <c>status</c> through the object, <c>spec</c> through
    /// <c>status</c>.
    /// </summary>
    public FieldSet Excluded { get; init; } = FieldSet.Empty;

    /// <summary>
    /// Finds the manager of the kind's fields in another version, by its apiVersion; gives null for a version that is gone and whose entries
    /// go with it, and throws <see cref="UnknownVersionException"/> for one whose entries stay. Null when all versions are to be taken as
    /// the written one.
    /// </summary>
    public Func<string, FieldManager?>? VersionOf { get; init; }

    /// <summary>
    /// Gives an object in another version, by its apiVersion, so that its fields are where that version has them. Null when versions
    /// have the same fields at the same places.
    /// </summary>
    public Func<JsonObject, string, JsonObject>? Convert { get; init; }

    /// <summary>
    /// Whether objects are looked at as they are where they would have to be converted: a version may then have no place for all that is in
    /// one, which is no error.
    /// </summary>
    public bool LeavesUnconverted { get; init; }

    /// <summary>Whether the kind is of no class of its own: an empty list of managers then says nothing.</summary>
    public bool IsUnstructured { get; init; }

    /// <summary>Whether the kind's schema may have changed since the live object was written.</summary>
    public bool HasNewerSchema { get; init; }

    internal string Time => KubeTime.Format(Now);

    internal ManagedFieldsEntry Entry(ManagerOperation operation, FieldSet fields) => new()
    {
        Manager = Manager,
        Operation = operation,
        ApiVersion = ApiVersion,
        Subresource = Subresource,
        Fields = fields,
    };
}
