using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>What a client is warned of when it writes a definition: formats that nothing checks.</summary>
internal static class DefinitionWarnings
{
    private static readonly HashSet<string> StringFormats = new(StringComparer.Ordinal)
    {
        "bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5", "isbn", "isbn10", "isbn13",
        "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date", "duration", "datetime", "k8sshortname", "k8slongname",
    };

    /// <summary>Adds the warnings about what is new in a definition.</summary>
    public static void Add(JsonObject obj, JsonObject? old, List<string> warnings)
    {
        var known = old is null ? [] : UnknownFormats(old).ToHashSet(StringComparer.Ordinal);
        warnings.AddRange(UnknownFormats(obj).Where(f => !known.Contains(f)).Select(f => $"unrecognized format \"{f}\""));
    }

    private static IEnumerable<string> UnknownFormats(JsonObject obj)
    {
        var form = new DefinitionForm(obj.Ensure("spec"));
        var versions = form.SharesSchema ? form.Versions.Take(1) : form.Versions;
        return versions.Select(DefinitionForm.SchemaOf).OfType<JsonObject>().SelectMany(Find);
    }

    private static IEnumerable<string> Find(JsonObject schema)
    {
        if (schema.Text("format") is { Length: > 0 } format && !IsKnown(schema.Text("type"), format))
        {
            yield return format;
        }

        foreach (var found in UnsupportedKeywords.Children(schema).SelectMany(Find))
        {
            yield return found;
        }
    }

    private static bool IsKnown(string type, string format) => type switch
    {
        "" or "string" => StringFormats.Contains(format.Replace("-", "", StringComparison.Ordinal)),
        "integer" => format is "int32" or "int64",
        "number" => format is "float" or "double",
        _ => false,
    };
}
