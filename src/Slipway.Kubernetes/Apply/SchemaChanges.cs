namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Brings owned fields in line with a schema that has changed since they were written: who owned parts of a map or list that is now one
/// leaf owns the whole of it. The other way round, ownership of the whole stays and reaches no part.
/// </summary>
internal static class SchemaChanges
{
    /// <summary>Changes the managers where they must; does nothing unless the write says that the schema is newer than the
    /// object.</summary>
    public static void Reconcile(ManagedFields managed, VersionViews views, FieldWrite write)
    {
        if (!write.HasNewerSchema)
        {
            return;
        }

        managed.Update(entry =>
        {
            var fields = views.TypeOf(entry.ApiVersion) is { } type ? Reconcile(entry.Fields, type) : entry.Fields;
            return ReferenceEquals(fields, entry.Fields) ? entry : entry with { Fields = fields };
        });
    }

    private static FieldSet Reconcile(FieldSet set, FieldType type)
    {
        List<FieldSet.Entry>? changed = null;
        var entries = set.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = Reconcile(entries[i], type);
            if (changed is null && entry != entries[i])
            {
                changed = [.. entries[..i]];
            }

            changed?.Add(entry);
        }

        return changed is null ? set : FieldSet.FromSorted(changed);
    }

    private static FieldSet.Entry Reconcile(FieldSet.Entry entry, FieldType parent)
    {
        if (entry.Children.IsEmpty)
        {
            return entry;
        }

        var type = entry.Step[0] == 'f' ? parent.Field(entry.Step[2..]) : parent.Item;
        return type.IsDeduced ? entry
            : type.IsAtomic ? new FieldSet.Entry(entry.Step, IsMember: true, FieldSet.Empty)
            : entry with { Children = Reconcile(entry.Children, type) };
    }
}
