using Slipway.Testing.Fuzzing;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>Requests that were right, changed at random, through the whole server: none is the server's failure.</summary>
public sealed class RequestFuzzTests
{
    [Fact]
    public async Task Request_OfAnyForm_IsNotTheServersFailure()
    {
        var server = await FuzzedServer.StartAsync();
        foreach (var seed in FuzzedRequest.Seeds)
        {
            await server.AskAsync(seed);
        }

        await new FuzzRun<FuzzedRequest>("requests", RequestMutator.Next, server.AskAsync)
        {
            Count = 2_000,
            MaxAllocated = null,
            Smaller = RequestMutator.Smaller,
        }.RunAsync();
    }
}
