namespace Slipway.Cli.Tests.Support;

/// <summary>What a run of the program ended with.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);
