namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>What a run of kubectl came to.</summary>
internal sealed record KubectlRun(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
