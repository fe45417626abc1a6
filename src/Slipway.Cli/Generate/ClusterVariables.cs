using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Generate;

/// <summary>
/// What the command line says about a cluster, as the variables that templates know. The environment fills the gaps, then a default.
/// </summary>
internal sealed partial record ClusterVariables
{
    public required string ClusterName { get; init; }

    public string? Namespace { get; init; }

    public string? KubernetesVersion { get; init; }

    public int? ControlPlaneMachines { get; init; }

    public int? WorkerMachines { get; init; }

    /// <summary>The value of a template's variable; null when it has none.</summary>
    public string? Find(CliContext context, string variable) => variable switch
    {
        "CLUSTER_NAME" => ClusterName,
        "NAMESPACE" => Namespace ?? context.Variable(variable) ?? "default",
        "KUBERNETES_VERSION" => KubernetesVersion ?? context.Variable(variable) ?? "v1.33.0",
        "CONTROL_PLANE_MACHINE_COUNT" => Text(ControlPlaneMachines) ?? context.Variable(variable) ?? "1",
        "WORKER_MACHINE_COUNT" => Text(WorkerMachines) ?? context.Variable(variable) ?? "0",
        _ => context.Variable(variable),
    };

    /// <summary>Refuses what the server would refuse later, with the flag's name.</summary>
    /// <exception cref="CliException">A value is not usable.</exception>
    public void Check()
    {
        if (!DnsName().IsMatch(ClusterName) || ClusterName.Length > 63)
        {
            throw new CliException(
                ExitCodes.Usage, $"\"{ClusterName}\" is no name for a cluster: up to 63 lower-case letters, digits and dashes were expected, such as demo-1.");
        }

        if (KubernetesVersion is { } version && !Version().IsMatch(version))
        {
            throw new CliException(ExitCodes.Usage, $"--kubernetes-version: \"{version}\" is no version: one such as v1.33.0 was expected.");
        }

        if (ControlPlaneMachines < 1)
        {
            throw new CliException(ExitCodes.Usage, "--control-plane-machine-count: 1 or more was expected.");
        }

        if (WorkerMachines < 0)
        {
            throw new CliException(ExitCodes.Usage, "--worker-machine-count: 0 or more was expected.");
        }
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DnsName();

    [GeneratedRegex(@"^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
