using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>
/// Runs passes of one reconciler: reads the object, and hands a pass that found one to <see cref="ReconcilePass{TObject,TScope}"/>.
/// </summary>
internal sealed class ReconcileEngine<TObject, TScope>(Reconciler<TObject, TScope> reconciler, EngineServices services) : IKeyReconciler
    where TObject : class, IKubernetesObject<V1ObjectMeta>
    where TScope : class
{
    private readonly StatusSettling _settling = new(services.StatusSettleTime);

    public string Name => reconciler.Name;

    public ResourceType Type => reconciler.Type;

    public void Configure(ControllerConfiguration controller) => reconciler.Configure(controller);

    public async Task<PassResult> RunAsync(ObjectKey key, bool live, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        services.Observer?.PassStarted(Name, key);
        var (result, pass) = await ReconcileAsync(key, live, cancellationToken);
        var duration = services.Time.GetElapsedTime(started);
        services.Metrics.Passed(Name, duration, result);
        services.Observer?.PassFinished((pass?.Trace ?? new ReconcileTrace(Name, key)) with
        {
            Duration = duration,
            FailureCode = result.Failure?.Code,
            FailureMessage = result.Failure?.Message,
        });
        return result;
    }

    private async Task<(PassResult Result, ReconcilePass<TObject, TScope>? Pass)> ReconcileAsync(
        ObjectKey key, bool live, CancellationToken cancellationToken)
    {
        ReconcilePass<TObject, TScope>? pass = null;
        try
        {
            switch (await ReadAsync(key, live, cancellationToken))
            {
                case Observed<KubeObject>.Found found:
                    pass = new ReconcilePass<TObject, TScope>(reconciler, services, _settling, found.Value);
                    await pass.RunAsync(cancellationToken);
                    return (pass.Result, pass);
                case Observed<KubeObject>.Unknown unknown:
                    services.Logger.PassFailed(Name, key, unknown.Code, unknown.Message, exception: null);
                    return (new PassResult { Failure = new Failure(unknown.Code, unknown.Message) }, null);
                default:
                    _settling.Clear(key);
                    await reconciler.ForgetAsync(key);
                    return (new PassResult { Gone = true }, null);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Observing, planning and reporting must not throw; when they do, what was written before still counts.
            var failure = Failure.Of(e);
            services.Logger.PassFailed(Name, key, failure.Code, failure.Message, failure.Unforeseen(e));
            return ((pass?.Result ?? new PassResult()) with { Failure = failure }, pass);
        }
    }

    private async ValueTask<Observed<KubeObject>> ReadAsync(ObjectKey key, bool live, CancellationToken cancellationToken)
    {
        if (!live)
        {
            return await services.Cache.GetAsync(reconciler.Type, key, cancellationToken);
        }

        return await services.Client.FindAsync((ResourceType)reconciler.Type, key, cancellationToken) is { } obj
            ? new Observed<KubeObject>.Found(obj)
            : new Observed<KubeObject>.Absent();
    }
}
