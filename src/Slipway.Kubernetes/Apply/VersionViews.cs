using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>One write's objects as the versions have them in which managers own fields. Mostly that is the write's own version alone.</summary>
internal sealed class VersionViews(FieldManager manager, FieldWrite write)
{
    /// <summary>Whether a version is another one than the write's.</summary>
    public bool IsOther(string apiVersion) => apiVersion != write.ApiVersion && write.VersionOf is not null;

    /// <summary>The type of the kind in a version; null when there is no such version any more.</summary>
    /// <exception cref="UnknownVersionException">There is none, and what is owned in it stays.</exception>
    public FieldType? TypeOf(string apiVersion) => IsOther(apiVersion) ? write.VersionOf!(apiVersion)?.Type : manager.Type;

    /// <summary>An object in another version, which must have a place for all that is in it.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="from">The version that it is in.</param>
    /// <param name="to">The version wanted, which there is.</param>
    /// <param name="failure">What a failure begins with.</param>
    /// <returns>The object; the same one where versions have the same fields at the same places.</returns>
    /// <exception cref="TypedObjectException">The version has no place for something.</exception>
    public JsonObject In(JsonObject obj, string from, string to, string failure)
    {
        if (from == to)
        {
            return obj;
        }

        var view = write.Convert is { } convert ? convert(obj, to) : obj;
        return !write.LeavesUnconverted && TypedObjectCheck.Check(view, TypeOf(to)!.Value) is { Count: > 0 } errors
            ? throw new TypedObjectException(failure + TypedObjectCheck.Text(errors))
            : view;
    }

    /// <summary>Checks that the live object can be shown in every version in which somebody owns a part of it.</summary>
    /// <exception cref="TypedObjectException">It cannot.</exception>
    public void CheckAll(JsonObject live, ManagedFields managed)
    {
        foreach (var entry in managed.Entries)
        {
            if (IsOther(entry.ApiVersion) && TypeOf(entry.ApiVersion) is not null)
            {
                In(live, write.ApiVersion, entry.ApiVersion, "");
            }
        }
    }
}
