using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Slipway.Dev.Etcd;

/// <summary>
/// Answers etcd's gRPC calls for the members of every pretended cluster with one set of services, built when the first call comes.
/// </summary>
internal sealed class EtcdCalls : IAsyncDisposable
{
    private readonly Lazy<(ServiceProvider Services, RequestDelegate Grpc)> _pipeline;

    public EtcdCalls(ILoggerFactory loggers) => _pipeline = new(() => Build(loggers));

    /// <summary>What answers calls to one member.</summary>
    public RequestDelegate For(EtcdCluster cluster, string member) => async context =>
    {
        var (services, grpc) = _pipeline.Value;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Features.Set(new EtcdCallTarget(cluster, member));
        await grpc(context);
    };

    public ValueTask DisposeAsync() => _pipeline.IsValueCreated ? _pipeline.Value.Services.DisposeAsync() : ValueTask.CompletedTask;

    private static (ServiceProvider Services, RequestDelegate Grpc) Build(ILoggerFactory loggers)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(loggers);
        collection.AddLogging();

        // Routing asks for it; a web host would have brought it.
        collection.AddSingleton(new DiagnosticListener("Slipway.Dev.Etcd"));
        collection.AddRouting();
        collection.AddGrpc();
        var services = collection.BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<ClusterCalls>();
            endpoints.MapGrpcService<MaintenanceCalls>();
        });
        return (services, app.Build());
    }
}
