using BenchmarkDotNet.Running;
using Slipway.ApiServer.Benchmarks;

// "throughput" measures durable commits on this machine's disk; anything else goes to BenchmarkDotNet.
if (args is ["throughput", ..])
{
    await CommitThroughput.RunAsync(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(StoreBenchmarks).Assembly).Run(args);
