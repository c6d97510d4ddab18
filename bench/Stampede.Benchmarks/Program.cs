using BenchmarkDotNet.Running;

// A new benchmark is a new XBenchmark.cs beside this file; nothing needs to be registered.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
