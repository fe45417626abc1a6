using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>The fields that an object has, and sets of fields completed by a schema.</summary>
internal static class FieldSets
{
    /// <summary>All fields of the object: leaves, items of lists, and entries of maps that no schema names.</summary>
    public static FieldSet Of(JsonNode? value, FieldType type)
    {
        var builder = new FieldSetBuilder();
        Collect(value, type, [], builder);
        return builder.ToSet();
    }

    /// <summary>The set with every field that the schema names on the way to a member: who owns <c>a.b</c> also keeps <c>a</c>.</summary>
    public static FieldSet WithNamedParents(FieldSet set, FieldType type)
    {
        var entries = new List<FieldSet.Entry>(set.Entries.Length);
        foreach (var entry in set.Entries)
        {
            var isField = entry.Step[0] == 'f';
            var name = isField ? entry.Step[2..] : "";
            var below = isField ? type.Field(name) : entry.Step[0] == 'k' ? type.Item : FieldType.Deduced;
            var isNamed = isField && !entry.Children.IsEmpty && type.Names(name);
            entries.Add(new FieldSet.Entry(entry.Step, entry.IsMember || isNamed, WithNamedParents(entry.Children, below)));
        }

        return FieldSet.FromSorted(entries);
    }

    private static void Collect(JsonNode? value, FieldType type, List<string> path, FieldSetBuilder builder)
    {
        if (value is JsonObject map && type.IsGranularMap(map))
        {
            foreach (var (name, child) in map)
            {
                path.Add(PathStep.Field(name));
                Collect(child, type.Field(name), path, builder);
                if (child is null or JsonObject { Count: 0 } || !type.Names(name))
                {
                    Insert(path, builder);
                }

                path.RemoveAt(path.Count - 1);
            }
        }
        else if (value is JsonArray list && type.IsGranularList(list))
        {
            foreach (var (step, items) in ListItems.Index(list, type))
            {
                path.Add(step);
                if (items.Count == 1)
                {
                    Collect(items[0], type.Item, path, builder);
                }

                Insert(path, builder);
                path.RemoveAt(path.Count - 1);
            }
        }
        else if (value is not null)
        {
            Insert(path, builder);
        }
    }

    private static void Insert(List<string> path, FieldSetBuilder builder) =>
        builder.Insert(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path));
}
