using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Boot;
using Slipway.Dev.Workload;

namespace Slipway.Dev.DevMachines;

/// <summary>What is left to start of a machine, in the order in which it starts.</summary>
internal static class BootSteps
{
    public static IReadOnlyList<BootStep> Of(DevMachineScope scope, BootedMachine boot, StartupSchedule schedule)
    {
        var steps = new List<BootStep>();
        var workload = scope.Workload!;
        if (boot.Pki is { } pki)
        {
            // Its etcd and API server have to be there before anything can be registered with them: only then are they due at once.
            if (pki.EtcdCa is { } etcdCa && !scope.HasEtcd && !scope.Rehearsal.Stops(Rehearsal.Etcd))
            {
                steps.Add(Call(schedule.Etcd, "start etcd", t => workload.Etcd.StartAsync(scope.Name, etcdCa, pki.EtcdServer, t)));
            }

            if (!scope.HasApiServer && !scope.Rehearsal.Stops(Rehearsal.ApiServer))
            {
                steps.Add(Call(schedule.ApiServer, "start kube-apiserver", t =>
                {
                    workload.StartApiServer(boot);
                    return Task.CompletedTask;
                }));
            }
        }

        if (!scope.HasNode && !scope.Rehearsal.IsGone)
        {
            steps.AddRange(Registration(scope, boot, schedule, workload));
        }

        if (!scope.HasReadyNode && scope.Rehearsal.NodeReady is null)
        {
            steps.Add(Call(schedule.Node, "admit pods", t => MachineBoot.AdmitPodsAsync(workload, boot.Registration.Name, t)));
        }

        return steps;
    }

    private static IEnumerable<BootStep> Registration(
        DevMachineScope scope, BootedMachine boot, StartupSchedule schedule, WorkloadCluster workload)
    {
        if (boot.Init is not null)
        {
            yield return Call(schedule.Node, "kubeadm init", t => scope.Actions.InitializeAsync(workload, boot, t));
        }

        if (boot.IsControlPlane)
        {
            yield return Call(schedule.Node, "mirror static pods", t => scope.Actions.MirrorPodsAsync(workload, boot, t));
        }

        // Last, because a Node says that all before it is done.
        yield return Call(schedule.Node, boot.Init is null ? "kubeadm join" : "register node", t => scope.Actions.RegisterNodeAsync(workload, boot, t));
    }

    private static BootStep Call(DateTimeOffset at, string operation, Func<CancellationToken, Task> action) =>
        new(at, new Effect.Call(operation, async token => await action(token), "the machine boots"));
}
