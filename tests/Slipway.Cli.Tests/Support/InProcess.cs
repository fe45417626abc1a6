using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Tests.Support;

/// <summary>Runs the command line in the test's own process: for what needs no plane.</summary>
internal static class InProcess
{
    public static async Task<ProgramResult> RunAsync(string[] arguments, string input = "", Dictionary<string, string>? environment = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var interrupts = new Interrupts();
        var context = new CliContext
        {
            Out = output,
            Error = error,
            In = new StringReader(input),
            Variable = name => environment?.GetValueOrDefault(name),
            Interrupts = interrupts,
        };
        var exitCode = await SlipwayCommand.RunAsync(arguments, context);
        return new ProgramResult(exitCode, output.ToString(), error.ToString());
    }
}
