using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Users: Ignition's section <c>passwd</c>, and the files by which they get what it has no words for.</summary>
internal static class IgnitionUsers
{
    /// <summary>The section; null when there are no users.</summary>
    public static JsonObject? Section(List<User>? users) => users is not { Count: > 0 }
        ? null
        : new JsonObject { ["users"] = new JsonArray([.. users.Select(Entry)]) };

    /// <summary>Files for sudo, and for logging in with a password.</summary>
    public static IEnumerable<BootFile> Files(List<User>? users)
    {
        foreach (var user in users ?? [])
        {
            if (user.Sudo is { Length: > 0 } sudo)
            {
                yield return new($"/etc/sudoers.d/{user.Name}", $"{user.Name} {sudo}\n", Owner: null, Permissions: "0600");
            }
        }

        var withPassword = (users ?? []).Where(u => u.LockPassword is false).Select(u => u.Name).ToList();
        if (withPassword.Count > 0)
        {
            yield return new("/etc/ssh/sshd_config", Sshd(string.Join(',', withPassword)), Owner: null, Permissions: "0600");
        }
    }

    private static JsonNode Entry(User user) => new JsonObject { ["name"] = user.Name }
        .With("gecos", user.Gecos)
        .WithList("groups", user.Groups?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .With("homeDir", user.HomeDir)
        .With("shell", user.Shell)
        .With("passwordHash", user.Passwd)
        .With("primaryGroup", user.PrimaryGroup)
        .WithList("sshAuthorizedKeys", user.SshAuthorizedKeys);

    // Flatcar's own settings, and passwords for those who may use them.
    private static string Sshd(string users) =>
        $"""
        Subsystem sftp internal-sftp
        ClientAliveInterval 180
        UseDNS no
        UsePAM yes
        PrintLastLog no
        PrintMotd no

        Match User {users}
          PasswordAuthentication yes

        """.ReplaceLineEndings("\n");
}
