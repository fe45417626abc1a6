using System.Text;
using Slipway.Kubeadm.CloudInit;

namespace Slipway.Kubeadm.Ignition;

/// <summary>The script that the unit kubeadm.service runs.</summary>
internal static class KubeadmScript
{
    /// <summary>Where the script lies.</summary>
    public const string Path = "/etc/kubeadm.sh";

    /// <summary>What kubeadm is given. Commands before it may still change it; once kubeadm is through it is moved away.</summary>
    public const string ConfigPath = "/etc/kubeadm.yml";

    /// <summary>The user's commands around kubeadm's, each as it was written; the first that fails is the last.</summary>
    public static string Text(BootInstructions instructions)
    {
        var script = new StringBuilder("#!/bin/bash\nset -e\n");
        AddLines(script, instructions.Spec.PreKubeadmCommands);
        script
            .Append(instructions.KubeadmCommand(ConfigPath)).Append('\n')
            .Append($"mkdir -p {CloudConfig.SentinelPath[..CloudConfig.SentinelPath.LastIndexOf('/')]} && echo success > {CloudConfig.SentinelPath}\n")
            .Append($"mv {ConfigPath} /tmp/\n");
        AddLines(script, instructions.Spec.PostKubeadmCommands);
        return script.ToString();
    }

    private static void AddLines(StringBuilder script, List<string>? commands)
    {
        foreach (var command in commands ?? [])
        {
            script.Append(command).Append('\n');
        }
    }
}
