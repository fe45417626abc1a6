using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>What an apply comes to: the object to store, or the conflicts that stand against it.</summary>
public sealed class ApplyResult
{
    private ApplyResult(JsonObject? resource, IReadOnlyList<FieldConflict> conflicts) => (Object, Conflicts) = (resource, conflicts);

    /// <summary>The object as it would become; null when there are conflicts.</summary>
    public JsonObject? Object { get; }

    /// <summary>Fields that others own; empty when the apply may go on.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; }

    /// <summary>Message of the 409 answer: one line for one conflict, else the fields by manager.</summary>
    public string ConflictMessage
    {
        get
        {
            if (Conflicts is [var only])
            {
                return $"Apply failed with 1 conflict: {only.Message}: {only.Field}";
            }

            var lines = Conflicts.GroupBy(conflict => conflict.Manager, StringComparer.Ordinal)
                .SelectMany(group => group.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {group.Key}:"));
            return $"Apply failed with {Conflicts.Count} conflicts: {string.Join('\n', lines)}";
        }
    }

    internal static ApplyResult Of(JsonObject resource) => new(resource, []);

    internal static ApplyResult Of(IReadOnlyList<FieldConflict> conflicts) => new(resource: null, conflicts);
}
