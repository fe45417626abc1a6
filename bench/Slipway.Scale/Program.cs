using Slipway.Scale;

// Usage: Slipway.Scale PROGRAM [CLUSTERS]
// Starts the plane PROGRAM (the built slipway), creates that many clusters of 1 control plane and 1 worker machine through its
// HTTPS API, waits until all are ready, and prints what it took.
if (args.Length is 0 or > 2 || (args.Length == 2 && !int.TryParse(args[1], out _)))
{
    Console.Error.WriteLine("usage: Slipway.Scale PROGRAM [CLUSTERS]");
    return 2;
}

var clusters = args.Length == 2 ? int.Parse(args[1]) : 100;
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using var plane = await PlaneProcess.StartAsync(args[0], stop.Token);
var run = new ScaleRun(plane, clusters);
var result = await run.RunAsync(stop.Token);
Console.WriteLine(result.ToText());
return 0;
