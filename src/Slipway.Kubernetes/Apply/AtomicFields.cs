using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Finds the maps and lists of a value that are one leaf each, and so can only be set as a whole.</summary>
internal static class AtomicFields
{
    /// <summary>Their paths.</summary>
    public static List<string> In(JsonNode? value, FieldType type)
    {
        var found = new List<string>();
        Collect(value, type, "", found);
        return found;
    }

    private static void Collect(JsonNode? value, FieldType type, string path, List<string> found)
    {
        if (type.IsDeduced)
        {
            return;
        }

        if (value is JsonObject map && type.ShapeOf(value) == FieldShape.Map)
        {
            if (type.IsLeafMap)
            {
                found.Add(path);
            }

            foreach (var (name, child) in map)
            {
                if (type.Names(name))
                {
                    Collect(child, type.Field(name), $"{path}.{name}", found);
                }
            }
        }
        else if (value is JsonArray list && type.ShapeOf(value) == FieldShape.List)
        {
            if (type.IsLeafList)
            {
                found.Add(path);
            }

            for (var i = 0; i < list.Count; i++)
            {
                Collect(list[i], type.Item, $"{path}[{i}]", found);
            }
        }
    }
}
