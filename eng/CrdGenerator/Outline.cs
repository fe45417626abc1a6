using System.Text.Json.Nodes;

namespace Slipway.CrdGenerator;

/// <summary>
/// Reads the outline of a version: first its subresources and columns, then a line a field, those of an object or a list beneath it and
/// further in. A line is the name (<c>!</c> for a required one, <c>[]</c> for the items of a list, <c>{}</c> for the values of a map), the
/// type (<c>-</c> for any), and what else the schema says as JSON.
/// </summary>
internal static class Outline
{
    public static JsonObject Read(string version, IEnumerable<string> lines)
    {
        var subresources = new JsonObject();
        var columns = new JsonArray();
        var root = new JsonObject { ["type"] = "object", ["properties"] = Common() };
        var parents = new List<JsonObject> { root };
        foreach (var line in lines)
        {
            if (line.StartsWith("subresource ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ', 3);
                subresources[parts[1]] = JsonNode.Parse(parts[2]);
            }
            else if (line.StartsWith("column ", StringComparison.Ordinal))
            {
                columns.Add(JsonNode.Parse(line["column ".Length..]));
            }
            else if (line != "deprecated")
            {
                Field(parents, line);
            }
        }

        var read = new JsonObject
        {
            ["name"] = version, ["served"] = true, ["storage"] = false, ["deprecated"] = true,
            ["additionalPrinterColumns"] = columns, ["schema"] = new JsonObject { ["openAPIV3Schema"] = root },
        };
        if (subresources.Count > 0)
        {
            read["subresources"] = subresources;
        }

        return read;
    }

    private static JsonObject Common() => new()
    {
        ["apiVersion"] = new JsonObject { ["type"] = "string" },
        ["kind"] = new JsonObject { ["type"] = "string" },
        ["metadata"] = new JsonObject { ["type"] = "object" },
    };

    private static void Field(List<JsonObject> parents, string line)
    {
        var depth = (line.Length - line.TrimStart(' ').Length) / 2;
        var parts = line.TrimStart(' ').Split(' ', 3);
        var schema = parts.Length > 2 ? JsonNode.Parse(parts[2])!.AsObject() : [];
        if (parts[1] != "-")
        {
            schema.Insert(0, "type", parts[1]);
        }

        parents.RemoveRange(depth + 1, parents.Count - depth - 1);
        Add(parents[depth], parts[0], schema);
        parents.Add(schema);
    }

    private static void Add(JsonObject parent, string name, JsonObject schema)
    {
        switch (name)
        {
            case "[]":
                parent["items"] = schema;
                break;
            case "{}":
                parent["additionalProperties"] = schema;
                break;
            default:
                var bare = name.TrimEnd('!');
                Child(parent, "properties", () => new JsonObject())[bare] = schema;
                if (bare != name)
                {
                    Child(parent, "required", () => new JsonArray()).Add(bare);
                }

                break;
        }
    }

    private static T Child<T>(JsonObject parent, string name, Func<T> make)
        where T : JsonNode
    {
        if (parent[name] is not T child)
        {
            parent[name] = child = make();
        }

        return child;
    }
}
