using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Slipway.Dev.Etcd;

/// <summary>
/// Answers etcd's gRPC calls for the members of every pretended cluster with one set of services, built when the first call comes.
/// </summary>
internal sealed class EtcdCalls : IAsyncDisposable
{
    private readonly Lazy<(ServiceProvider Services, FrozenDictionary<string, RequestDelegate> Methods)> _pipeline;

    public EtcdCalls(ILoggerFactory loggers) => _pipeline = new(() => Build(loggers));

    /// <summary>What answers calls to one member.</summary>
    public RequestDelegate For(EtcdCluster cluster, string member) => async context =>
    {
        var (services, methods) = _pipeline.Value;
        if (!methods.TryGetValue(context.Request.Path.Value ?? "", out var method))
        {
            (context.Response.ContentType, context.Response.Headers["grpc-status"]) = ("application/grpc", "12"); // UNIMPLEMENTED
            return;
        }

        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.Features.Set(new EtcdCallTarget(cluster, member));
        await method(context);
    };

    public ValueTask DisposeAsync() => _pipeline.IsValueCreated ? _pipeline.Value.Services.DisposeAsync() : ValueTask.CompletedTask;

    private static (ServiceProvider Services, FrozenDictionary<string, RequestDelegate> Methods) Build(ILoggerFactory loggers)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(loggers);
        collection.AddLogging();
        collection.AddGrpc();
        var services = collection.BuildServiceProvider();

        // A method's path is a fixed text: a table of them is all the routing there is to do.
        var routes = new Routes(services);
        routes.MapGrpcService<ClusterCalls>();
        routes.MapGrpcService<MaintenanceCalls>();
        return (services, routes.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .ToFrozenDictionary(e => e.RoutePattern.RawText!, e => e.RequestDelegate!, StringComparer.Ordinal));
    }

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
