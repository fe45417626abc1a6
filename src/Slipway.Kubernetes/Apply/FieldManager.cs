using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Keeps <c>metadata.managedFields</c> through every write of one kind in one version, and merges what is applied: Kubernetes'
/// server-side apply. Stateless but for the schema; safe to use from several threads.
/// </summary>
/// <remarks>
/// Entries of another version of the kind are followed as if their paths were in this one. That is right for the fields
/// both have; a converter between versions is not consulted.
/// </remarks>
/// <param name="schema">Schema of the whole resource (see <see cref="Schema.AsResource"/>).</param>
public sealed class FieldManager(Schema schema)
{
    private const string BeforeFirstApply = "before-first-apply";

    private readonly FieldType _type = FieldType.Of(schema);

    /// <summary>
    /// Records in <paramref name="updated"/> who owns what after a create, an update or a patch that is no apply.
    /// </summary>
    /// <param name="live">The object as stored; null when it is being created.</param>
    /// <param name="updated">
    /// The object as it would become, managers of <paramref name="live"/> included or left out; changed in place.
    /// </param>
    /// <param name="write">Who writes.</param>
    public void Update(JsonObject? live, JsonObject updated, FieldWrite write)
    {
        var managed = ManagersFor(live, updated, write);
        if (managed.IsEmpty && live is not null)
        {
            // An object whose managers were never tracked, or have just been reset, stays untracked until it is applied.
            ManagedFields.RemoveFrom(updated);
            return;
        }

        Track(managed, live ?? [], updated, write);
        managed.WriteTo(updated);
    }

    /// <summary>
    /// Applies a configuration: what it says is set and owned by the manager; what the manager owned and it says no longer is
    /// removed, unless another owns it too.
    /// </summary>
    /// <param name="live">The object as stored, not changed; null when the apply creates it.</param>
    /// <param name="config">The applied configuration, without managedFields; not changed.</param>
    /// <param name="write">Who applies.</param>
    /// <param name="force">Whether to take over fields that others own instead of failing with conflicts.</param>
    /// <returns>The object, equal to the live one but perhaps for its managers if nothing changes; or the conflicts.</returns>
    /// <exception cref="TypedObjectException">The configuration does not have the shape of the schema.</exception>
    public ApplyResult Apply(JsonObject? live, JsonObject config, FieldWrite write, bool force)
    {
        CheckShape(config);
        var managed = ManagedFields.Read(live);
        if (managed.IsEmpty && live is not null)
        {
            Track(managed, [], live, write with { Manager = BeforeFirstApply, Subresource = "" });
        }

        var before = managed.Find(write.Entry(ManagerOperation.Apply, FieldSet.Empty));
        var fields = FieldSets.Of(config, _type).RecursiveDifference(write.Excluded).Difference(OwnedMetadata.Unmanaged);
        var mine = write.Entry(ManagerOperation.Apply, before is not null && before.Fields.SetEquals(fields) ? before.Fields : fields) with
        {
            Time = before?.Time,
        };
        managed.Set(mine);

        var merged = ResourceCopies.WithoutManagers(live, config);
        FieldMerger.Merge(merged, config, _type);
        var gaveUp = GivenUpFields.Remove(merged, before?.Fields ?? FieldSet.Empty, fields, managed, _type);
        var differences = gaveUp || live is null
            ? FieldComparer.Compare(live ?? [], merged, _type)
            : FieldComparer.CompareWithin(config, live, merged, _type);
        var changes = differences.Without(write.Excluded);
        var conflicts = managed.Contested(mine, changes.Changed);
        if (conflicts.Count > 0 && !force)
        {
            conflicts = LastApplied.WithoutOwn(conflicts, live, write, _type);
            if (conflicts.Count > 0)
            {
                return ApplyResult.Of(conflicts);
            }
        }

        managed.TakeFromOthers(mine, changes);
        if (live is null || !changes.IsEmpty || !ResourceCopies.AreEqualWithin(config, live, merged))
        {
            managed.Set(mine with { Time = write.Time });
            LastApplied.Refresh(merged, config, write);
        }

        managed.RemoveEmpty();
        managed.WriteTo(merged);
        return ApplyResult.Of(merged);
    }

    private static ManagedFields ManagersFor(JsonObject? live, JsonObject updated, FieldWrite write)
    {
        var given = ManagedFields.List(updated);
        try
        {
            if (write.Subresource.Length > 0 || given is null)
            {
                return ManagedFields.Read(live);
            }

            // An empty list, or one of an empty entry, is a client's way to have the managers forgotten.
            return given is [] or [JsonObject { Count: 0 }] ? new ManagedFields() : ManagedFields.Take(given);
        }
        catch (JsonException)
        {
            return ReadOrForget(live);
        }
    }

    // What cannot be read must not stop a write; upstream starts over as well.
    private static ManagedFields ReadOrForget(JsonObject? live)
    {
        try
        {
            return ManagedFields.Read(live);
        }
        catch (JsonException)
        {
            return new ManagedFields();
        }
    }

    private void Track(ManagedFields managed, JsonObject old, JsonObject updated, FieldWrite write)
    {
        var changes = Changes(old, updated).Without(write.Excluded);
        if (changes.IsEmpty)
        {
            return;
        }

        var fields = changes.Changed.Difference(OwnedMetadata.Unmanaged);
        var mine = write.Entry(ManagerOperation.Update, fields);
        managed.TakeFromOthers(mine, changes);
        if (!fields.IsEmpty)
        {
            var kept = managed.Find(mine)?.Fields ?? FieldSet.Empty;
            managed.Set(mine with { Fields = kept.Union(fields), Time = write.Time });
        }

        managed.RemoveEmpty();
        managed.CapUpdaters();
    }

    // An item without an identity must not stop a write that is no apply; the owners then stay as they were.
    private FieldChanges Changes(JsonObject old, JsonObject updated)
    {
        try
        {
            return FieldComparer.Compare(old, updated, _type);
        }
        catch (TypedObjectException)
        {
            return FieldChanges.None;
        }
    }

    private void CheckShape(JsonObject config)
    {
        try
        {
            TypedObjectCheck.Check(config, _type);
        }
        catch (TypedObjectException e)
        {
            throw new TypedObjectException($"failed to create typed patch object ({ResourceCopies.Describe(config)}): {e.Message}");
        }
    }
}
