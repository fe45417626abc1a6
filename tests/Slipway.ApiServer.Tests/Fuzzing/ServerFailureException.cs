namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>The server logged a failure of its own.</summary>
internal sealed class ServerFailureException(string complaint) : Exception(complaint)
{
    // Where the server failed, not where the test saw it.
    public override string? StackTrace => Message;
}
