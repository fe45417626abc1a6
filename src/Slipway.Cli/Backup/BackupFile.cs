using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Formats.Tar;
using Slipway.ApiServer.Pki;

namespace Slipway.Cli.Backup;

/// <summary>
/// A backup as a file: a tar archive of <c>manifest.json</c>, which names the other members with size and SHA-256, <c>slipway.db</c> and the
/// files of <c>pki/</c>, keys among them encrypted as Secrets are.
/// </summary>
internal static class BackupFile
{
    public const string Manifest = "manifest.json";
    public const string Database = "slipway.db";

    private const string Kind = "SlipwayBackup";
    private const int Format = 1;
    private const long MaxManifestBytes = 1024 * 1024;

    /// <summary>Packs the members that lie in a directory.</summary>
    public static async Task PackAsync(string directory, string target, DateTimeOffset created, CancellationToken cancellationToken)
    {
        var members = new JsonArray();
        var paths = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var path in paths)
        {
            members.Add((JsonNode)new JsonObject
            {
                ["name"] = Path.GetRelativePath(directory, path),
                ["size"] = new FileInfo(path).Length,
                ["sha256"] = await HashAsync(path, cancellationToken),
            });
        }

        var manifest = new JsonObject { ["kind"] = Kind, ["format"] = Format, ["created"] = $"{created:yyyy-MM-ddTHH:mm:ssZ}", ["members"] = members };
        await using var file = PrivateFile.Create(target);
        await using (var tar = new TarWriter(file, TarEntryFormat.Pax, leaveOpen: true))
        {
            await using var text = new MemoryStream(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, Manifest) { DataStream = text }, cancellationToken);
            foreach (var path in paths)
            {
                await tar.WriteEntryAsync(path, Path.GetRelativePath(directory, path), cancellationToken);
            }
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Unpacks a backup into an empty directory and checks that it is whole.</summary>
    /// <returns>When it was made.</returns>
    /// <exception cref="CliException">It is no backup, of a newer version, cut short or damaged.</exception>
    public static async Task<string> UnpackAsync(string source, string directory, CancellationToken cancellationToken)
    {
        JsonObject? manifest = null;
        try
        {
            await using var file = new FileStream(source, FileMode.Open, FileAccess.Read);
            await using var tar = new TarReader(file);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (manifest is null)
                {
                    manifest = await ReadManifestAsync(source, entry, cancellationToken);
                }
                else
                {
                    await UnpackAsync(entry, MemberPath(source, manifest, entry.Name, directory), cancellationToken);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged(source, "it is cut short, or no backup");
        }

        await CheckAsync(source, manifest ?? throw Damaged(source, "it is empty"), directory, cancellationToken);
        return (string?)manifest["created"] ?? "";
    }

    private static async Task<JsonObject> ReadManifestAsync(string source, TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry is not { Name: Manifest, Length: <= MaxManifestBytes, DataStream: { } data })
        {
            throw Damaged(source, "it does not begin with a manifest");
        }

        JsonNode? manifest;
        try
        {
            manifest = await JsonNode.ParseAsync(data, cancellationToken: cancellationToken);
        }
        catch (System.Text.Json.JsonException)
        {
            throw Damaged(source, "its manifest is no JSON");
        }

        if (manifest is not JsonObject map || (string?)map["kind"] != Kind)
        {
            throw Damaged(source, $"its manifest is not of kind {Kind}");
        }

        return (int?)map["format"] is Format
            ? map
            : throw new CliException(ExitCodes.Failure, $"{source} has format {map["format"]}, this program knows {Format}: use the version of slipway that wrote it, or a newer one.");
    }

    // Only what the manifest names, and nothing outside of the directory.
    private static string MemberPath(string source, JsonObject manifest, string name, string directory)
    {
        var path = Path.GetFullPath(Path.Combine(directory, name));
        return Members(manifest).Any(m => (string?)m["name"] == name) && path.StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw Damaged(source, $"its member {name} is not in its manifest");
    }

    private static async Task UnpackAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = PrivateFile.Create(path);
        await (entry.DataStream ?? Stream.Null).CopyToAsync(file, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static async Task CheckAsync(string source, JsonObject manifest, string directory, CancellationToken cancellationToken)
    {
        foreach (var member in Members(manifest))
        {
            var path = Path.Combine(directory, (string)member["name"]!);
            if (!File.Exists(path) || new FileInfo(path).Length != (long?)member["size"] || await HashAsync(path, cancellationToken) != (string?)member["sha256"])
            {
                throw Damaged(source, $"its member {member["name"]} is missing, cut short or changed");
            }
        }

        if (!File.Exists(Path.Combine(directory, Database)))
        {
            throw Damaged(source, "it holds no database");
        }
    }

    private static IEnumerable<JsonObject> Members(JsonObject manifest) => (manifest["members"] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static CliException Damaged(string source, string why) =>
        new(ExitCodes.Failure, $"{source} is no whole backup: {why}. Nothing was restored; take another one.");
}
