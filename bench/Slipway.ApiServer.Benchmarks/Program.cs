using BenchmarkDotNet.Running;
using Slipway.ApiServer.Benchmarks;

// "throughput" measures durable commits on this machine's disk, "flood" how clients fare beside one that asks without end, "front" what HTTP
// adds to the engine, "idle" what a thousand servers cost that do nothing; anything else goes to BenchmarkDotNet.
if (args is ["throughput", ..])
{
    await CommitThroughput.RunAsync(Console.Out);
    return;
}

if (args is ["idle", ..])
{
    await IdleServers.RunAsync(Console.Out);
    return;
}

if (args is ["front", ..])
{
    await FrontCost.RunAsync(Console.Out);
    return;
}

if (args is ["flood", ..])
{
    await FloodRun.RunAsync(Console.Out);
    return;
}

if (args is ["flood-client", var kubeconfig])
{
    await FloodClient.RunAsync(kubeconfig, Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(StoreBenchmarks).Assembly).Run(args);
