using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Files in Ignition's section <c>storage</c>.</summary>
internal static class IgnitionFiles
{
    /// <summary>All files, each path once: of two, the later counts, as it would if they were written one after the other.</summary>
    public static JsonArray Section(BootInstructions instructions)
    {
        var spec = instructions.Spec;
        var kubeadmFile = new BootFile(KubeadmScript.ConfigPath, instructions.KubeadmConfig, Owner: null, Permissions: "0600");
        var script = new BootFile(KubeadmScript.Path, KubeadmScript.Text(instructions), Owner: null, Permissions: "0700");
        var files = new OrderedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var file in (IEnumerable<BootFile>)[.. IgnitionUsers.Files(spec.Users), .. instructions.Files, script, kubeadmFile, .. TimeServers(spec.Ntp)])
        {
            files[file.Path] = Entry(file);
        }

        return new JsonArray([.. files.Values]);
    }

    /// <summary>Where content comes from, as Ignition says it.</summary>
    /// <exception cref="InvalidBootDataException">The content is not what its encoding says.</exception>
    public static JsonObject Contents(BootFile file) => file.Encoding switch
    {
        null or "" => new JsonObject { ["source"] = DataUrl.OfText(file.Content) },
        FileEncoding.Base64 => new JsonObject { ["source"] = DataUrl.OfBase64(file.Content) },
        FileEncoding.GzipBase64 => new JsonObject { ["source"] = DataUrl.OfBase64(file.Content), ["compression"] = "gzip" },
        var encoding => throw new InvalidBootDataException(
            $"spec.files: {file.Path}: encoding: \"{encoding}\" is no text; use base64, or content from a Secret"),
    };

    private static JsonNode Entry(BootFile file)
    {
        var (user, group) = (file.Owner ?? "").Split(':') switch
        {
            [var one] => (one.Trim(), ""),
            [var one, var other, ..] => (one.Trim(), other.Trim()),
            _ => ("", ""),
        };
        var entry = new JsonObject { ["path"] = file.Path }
            .With("mode", Mode(file))
            .With("user", Id(user))
            .With("group", Id(group));
        return file.Append
            ? entry.With("append", new JsonArray(Contents(file)))
            : entry.With("overwrite", true).With("contents", Contents(file));
    }

    private static JsonObject? Id(string owner) =>
        owner.Length == 0 ? null
        : int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new JsonObject { ["id"] = id }
        : new JsonObject { ["name"] = owner };

    private static JsonNode? Mode(BootFile file)
    {
        if (string.IsNullOrEmpty(file.Permissions))
        {
            return null;
        }

        var digits = file.Permissions.StartsWith("0o", StringComparison.Ordinal) ? file.Permissions[2..] : file.Permissions;
        return digits.Length is > 0 and <= 5 && digits.All(c => c is >= '0' and <= '7')
            ? Convert.ToInt32(digits, 8)
            : throw new InvalidBootDataException(
                $"spec.files: {file.Path}: permissions: \"{file.Permissions}\" must be octal digits such as \"0640\"");
    }

    private static IEnumerable<BootFile> TimeServers(Ntp? ntp)
    {
        if (ntp is not { Enabled: true, Servers: { Count: > 0 } servers })
        {
            yield break;
        }

        var lines = servers.Select(s => $"server {s}").Concat(
        [
            "restrict default nomodify nopeer noquery notrap limited kod",
            "restrict 127.0.0.1",
            "restrict [::1]",
        ]);
        yield return new("/etc/ntp.conf", string.Join('\n', lines) + "\n", Owner: null, Permissions: "0644");
    }
}
