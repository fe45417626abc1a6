using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Api.Admission;

namespace Slipway.Cli.Commands;

/// <summary>The option <c>--feature-gates</c>, in Kubernetes' form: <c>NAME=true,NAME=false</c>.</summary>
internal static class FeatureGateOption
{
    private const string TaintPropagation = "MachineTaintPropagation";
    private const string Ignition = "KubeadmBootstrapFormatIgnition";

    // Without a default of its own: help would print it as a record.
    public static Option<AdmissionGates?> Create() => new("--feature-gates")
    {
        Description = $"What to switch on beyond the defaults, such as {TaintPropagation}=true (taints of Machines reach their Nodes).",
        HelpName = "NAME=BOOL,...",
        CustomParser = Parse,
    };

    /// <summary>The option's value that says the same.</summary>
    public static string Format(AdmissionGates gates) =>
        $"{TaintPropagation}={Word(gates.MachineTaintPropagation)},{Ignition}={Word(gates.KubeadmBootstrapFormatIgnition)}";

    private static string Word(bool on) => on ? "true" : "false";

    private static AdmissionGates Parse(ArgumentResult result)
    {
        var gates = new AdmissionGates();
        foreach (var gate in result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (gate.Split('=') is not [var name, var value] || !bool.TryParse(value, out var on))
            {
                result.AddError($"--feature-gates: '{gate}' is no gate with its value, such as {TaintPropagation}=true");
                continue;
            }

            switch (name)
            {
                case TaintPropagation:
                    gates = gates with { MachineTaintPropagation = on };
                    break;
                case Ignition:
                    gates = gates with { KubeadmBootstrapFormatIgnition = on };
                    break;
                default:
                    result.AddError($"--feature-gates: there is no gate '{name}': {TaintPropagation} or {Ignition} was expected");
                    break;
            }
        }

        return gates;
    }
}
