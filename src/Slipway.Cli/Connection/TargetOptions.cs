using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Connection;

/// <summary>The options by which a client command says which server and namespace it means.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string> _kubeconfig = CommonOptions.Kubeconfig();
    private readonly Option<string> _dataDirectory = CommonOptions.DataDirectory();
    private readonly Option<string> _namespace = CommonOptions.Namespace();

    public void AddTo(Command command)
    {
        command.Add(_namespace);
        command.Add(_kubeconfig);
        command.Add(_dataDirectory);
    }

    /// <summary>Connects to the server that is meant.</summary>
    public PlaneConnection Open(CliContext context, ParseResult parsed) =>
        PlaneConnection.Open(context, parsed.GetValue(_kubeconfig), parsed.GetValue(_dataDirectory));

    /// <summary>The namespace that was named; null when none was.</summary>
    public string? NamedNamespace(ParseResult parsed) => parsed.GetValue(_namespace) is { Length: > 0 } ns ? ns : null;

    /// <summary>The namespace that was named, or else the kubeconfig's.</summary>
    public string Namespace(ParseResult parsed, PlaneConnection plane) => NamedNamespace(parsed) ?? plane.DefaultNamespace;
}
