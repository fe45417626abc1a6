using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;

namespace Slipway.Dev.Ignition;

/// <summary>Reads user data the way Ignition 3 does, as far as the kubeadm bootstrap provider makes use of it.</summary>
internal static class IgnitionReader
{
    private const string Unit = "kubeadm.service";
    private const string Start = "ExecStart=/bin/bash ";

    /// <summary>Whether the data are for Ignition.</summary>
    public static bool IsFor(string userData) => userData.AsSpan().TrimStart() is ['{', ..];

    /// <exception cref="BootFailureException">Ignition could not use the data.</exception>
    public static CloudConfig Read(string userData)
    {
        try
        {
            return Read(Parse(userData));
        }
        catch (ArgumentException)
        {
            throw Invalid("a field is there twice");
        }
    }

    private static CloudConfig Read(JsonObject root)
    {
        if ((root["ignition"] as JsonObject)?["version"]?.ToString().StartsWith("3.", StringComparison.Ordinal) != true)
        {
            throw Invalid("ignition.version must be 3.x");
        }

        var files = Items(root, "storage", "files").Select(ReadFile).ToImmutableArray();
        return new CloudConfig(files, Commands(root, files));
    }

    // The lines of the script that the enabled unit starts.
    private static ImmutableArray<string> Commands(JsonObject root, ImmutableArray<WriteFile> files)
    {
        var unit = Items(root, "systemd", "units").FirstOrDefault(u => u["name"]?.ToString() == Unit && u["enabled"]?.GetValueKind() == JsonValueKind.True);
        var script = unit?["contents"]?.ToString().Split('\n').FirstOrDefault(l => l.StartsWith(Start, StringComparison.Ordinal))?[Start.Length..].Trim();
        var file = files.FirstOrDefault(f => f.Path == script);
        return file is null ? [] : [.. Encoding.UTF8.GetString(file.Content).Split('\n')];
    }

    private static WriteFile ReadFile(JsonObject file, int index)
    {
        if (file["path"]?.ToString() is not ['/', ..] path)
        {
            throw Invalid($"storage.files[{index}].path: must be absolute");
        }

        var field = $"storage.files[{index}]";
        return file["append"] is JsonArray { Count: > 0 } added
            ? new WriteFile(path, [.. added.SelectMany(c => Content(c as JsonObject, field))], Append: true)
            : new WriteFile(path, Content(file["contents"] as JsonObject, field), Append: false);
    }

    private static byte[] Content(JsonObject? contents, string field)
    {
        var source = contents?["source"]?.ToString() ?? "data:,";
        var comma = source.IndexOf(',', StringComparison.Ordinal);
        if (!source.StartsWith("data:", StringComparison.Ordinal) || comma < 0)
        {
            throw Invalid($"{field}: nothing is fetched over a network here, only data: is read");
        }

        var base64 = source[..comma].EndsWith(";base64", StringComparison.Ordinal)
            ? source[(comma + 1)..]
            : Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(source[(comma + 1)..])));
        return FileContent.Decode(base64, contents?["compression"]?.ToString() == "gzip" ? "gzip+base64" : "base64", $"{field}.contents");
    }

    private static IEnumerable<JsonObject> Items(JsonObject root, string section, string list) =>
        ((root[section] as JsonObject)?[list] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Invalid("it must be a JSON object");
        }
        catch (JsonException e)
        {
            // What is wrong quotes the text, which may be secret.
            throw Invalid($"it is not JSON: line {e.LineNumber + 1}");
        }
    }

    private static BootFailureException Invalid(string what) => new(BootFailureReasons.InvalidUserData, $"Ignition cannot use the user data: {what}");
}
