using System.Globalization;
using Slipway.Cli.Benchmarks;

// What the kubeadm providers cost: they run alone in one child of this process; the API, the other controllers and the machines in another.
const string Usage = """
    usage: Slipway.Cli.Benchmarks control-planes [COUNT]    COUNT control planes (1000) of 1 in-memory machine, from birth to Ready
    """;

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(20));
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

switch (args)
{
    case [Child.RestOfPlane, var directory]:
        await ChildPrograms.RunRestOfPlaneAsync(directory, stop.Token);
        return 0;
    case [Child.KubeadmProviders, var kubeconfig]:
        await ChildPrograms.RunKubeadmProvidersAsync(kubeconfig, stop.Token);
        return 0;
    case ["control-planes", .. var rest] when rest.Length < 2:
        var controlPlanes = rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1000;
        await new ControlPlanesRun(Console.Out).RunAsync(controlPlanes, stop.Token);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
