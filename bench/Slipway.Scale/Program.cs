using System.Globalization;
using Slipway.Scale;

// Starts the plane PROGRAM (the built slipway) in a directory of its own, plays a story through its HTTPS API and prints what it took.
const string Usage = """
    usage: Slipway.Scale PROGRAM clusters [COUNT]    COUNT clusters (100) of 1 control plane and 1 worker machine, until all are ready
           Slipway.Scale PROGRAM machines [COUNT]    one cluster with COUNT workers (1000): created, relabelled, left alone, rolled out
    """;
if (args is not [var program, "clusters" or "machines", ..] || args.Length > 3)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(30));
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using var plane = await PlaneProcess.StartAsync(program, stop.Token);
if (args[1] == "clusters")
{
    var result = await new ManyClustersRun(plane, Count(100)).RunAsync(stop.Token);
    Console.WriteLine(result.ToText());
}
else
{
    await new ManyMachinesRun(plane, Count(1000), Console.Out).RunAsync(stop.Token);
}

return 0;

int Count(int usual) => args.Length == 3 ? int.Parse(args[2], CultureInfo.InvariantCulture) : usual;
