using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Routing;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>What a client of <c>exec</c> or <c>attach</c> asks for in its query.</summary>
/// <param name="Command">The program and its arguments; empty for <c>attach</c>.</param>
/// <param name="Input">Whether it wants to write to the command.</param>
/// <param name="Output">Whether it wants to read what the command writes.</param>
/// <param name="Errors">Whether it wants to read what the command writes as errors.</param>
/// <param name="Terminal">Whether the command is to run in a terminal, which has no errors apart.</param>
internal sealed record CommandOptions(ImmutableArray<string> Command, bool Input, bool Output, bool Errors, bool Terminal)
{
    public static CommandOptions Of(IQueryCollection query)
    {
        var terminal = query.Flag("tty") == true;
        return new(
            query.Texts("command"),
            query.Flag("stdin") == true,
            query.Flag("stdout") == true,
            query.Flag("stderr") == true && !terminal,
            terminal);
    }
}
