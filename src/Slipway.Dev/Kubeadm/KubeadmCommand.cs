using Slipway.Dev.CloudInit;

namespace Slipway.Dev.Kubeadm;

/// <summary>The kubeadm call among a machine's commands.</summary>
/// <param name="Init">Whether it is <c>init</c>, else <c>join</c>.</param>
/// <param name="ConfigPath">The file that <c>--config</c> names.</param>
internal sealed record KubeadmCommand(bool Init, string ConfigPath)
{
    /// <summary>Finds the first call of kubeadm init or join; null when there is none.</summary>
    public static KubeadmCommand? Find(CloudConfig config) => config.Commands.Select(Parse).FirstOrDefault(c => c is not null);

    private static KubeadmCommand? Parse(string line)
    {
        // Only the part before the first && or ; is the call; user data of Cluster API adds the sentinel file behind it.
        var call = line.Split(["&&", ";", "||"], StringSplitOptions.None)[0];
        var words = call.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).ToList();
        words.RemoveAll(w => w == "sudo");
        if (words.Count < 2 || words[0][(words[0].LastIndexOf('/') + 1)..] != "kubeadm" || words[1] is not ("init" or "join"))
        {
            return null;
        }

        return new KubeadmCommand(words[1] == "init", Option(words, "--config") ?? "");
    }

    private static string? Option(List<string> words, string name)
    {
        for (var i = 2; i < words.Count; i++)
        {
            if (words[i].StartsWith(name + "=", StringComparison.Ordinal))
            {
                return words[i][(name.Length + 1)..];
            }

            if (words[i] == name && i + 1 < words.Count)
            {
                return words[i + 1];
            }
        }

        return null;
    }
}
