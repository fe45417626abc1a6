using System.CommandLine;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway generate</c>: writes manifests to start from.</summary>
internal static class GenerateCommand
{
    public static Command Create(CliContext context) => new("generate", "Write manifests to start from.")
    {
        GenerateClusterCommand.Create(context),
    };
}
