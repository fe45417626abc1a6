using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.CloudInit;

/// <summary>Reads user data the way cloud-init does, and stops where cloud-init would not do what the data says.</summary>
internal static class CloudConfigReader
{
    private const string Header = "#cloud-config";

    /// <exception cref="BootFailureException">cloud-init could not use the data.</exception>
    public static CloudConfig Read(string userData, string hostname)
    {
        var text = JinjaTemplate.Render(userData, hostname);
        if (!text.StartsWith(Header, StringComparison.Ordinal))
        {
            throw Invalid($"the first line must be \"{Header}\" (or the jinja template header and then it)");
        }

        var root = Parse(text);
        return new CloudConfig(
            [.. Items(root, "write_files").Select((item, i) => ReadFile(item, i))],
            [.. Items(root, "runcmd").Select((item, i) => ReadCommand(item, i))]);
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return KubeYaml.ParseAll(text) is [JsonObject root]
                ? root
                : throw Invalid("it must be one YAML mapping");
        }
        catch (YamlFormatException e)
        {
            // What is wrong quotes the text, which may be secret.
            throw Invalid($"it is not YAML: line {e.Line}");
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonObject root, string key) => root[key] switch
    {
        null => [],
        JsonArray items => items,
        _ => throw Invalid($"{key}: must be a list"),
    };

    private static WriteFile ReadFile(JsonNode? item, int index)
    {
        if (item is not JsonObject entry || Text(entry, "path") is not { Length: > 0 } path)
        {
            throw Invalid($"write_files[{index}]: needs a path");
        }

        if (!path.StartsWith('/'))
        {
            throw Invalid($"write_files[{index}].path: must be absolute");
        }

        if (Text(entry, "permissions") is { } mode && !IsOctal(mode))
        {
            throw Invalid($"write_files[{index}].permissions: must be octal digits such as \"0640\"");
        }

        var append = entry["append"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True;
        return new WriteFile(path, FileContent.Decode(Text(entry, "content") ?? "", Text(entry, "encoding"), $"write_files[{index}]"), append);
    }

    private static string ReadCommand(JsonNode? item, int index) => item switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonArray words when words.All(w => w is JsonValue) => string.Join(' ', words.Select(w => w!.ToString())),
        _ => throw Invalid($"runcmd[{index}]: must be a text or a list of texts"),
    };

    private static string? Text(JsonObject entry, string key) => entry[key] is JsonValue value ? value.ToString() : null;

    private static bool IsOctal(string mode) => mode.Length is >= 3 and <= 5 && mode.All(c => c is >= '0' and <= '7');

    private static BootFailureException Invalid(string what) => new(BootFailureReasons.InvalidUserData, $"cloud-init cannot use the user data: {what}");
}
